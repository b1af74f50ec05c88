/**
 * A store as one life of a process sees it: each commit of something written is a boundary. A transaction
 * that is open when the process dies is rolled back, as the database does then.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { KyselyPlugin, RootOperationNode, TransactionBuilder } from 'kysely';
import type { Database, Db } from '../../store/database.ts';
import type { Store, Tx } from '../../store/index.ts';
import { type Boundaries, Death, never } from './boundaries.ts';

interface Work {
  hasWritten: boolean;
}

export function dyingStore(store: Store, boundaries: Boundaries): Store {
  const open = new AsyncLocalStorage<Work>();
  const db = store.db.withPlugin(watching(open, boundaries));
  return { ...store, db: withDyingTransactions(db, open, boundaries) };
}

/** Sees every statement; those outside a transaction are their own commit. */
function watching(open: AsyncLocalStorage<Work>, boundaries: Boundaries): KyselyPlugin {
  const alone = new WeakSet<object>();
  return {
    transformQuery({ node, queryId }) {
      if (boundaries.isDead) throw new Death();
      if (writes(node)) {
        const work = open.getStore();
        if (work !== undefined) work.hasWritten = true;
        else if (boundaries.endsAt('before a statement')) throw new Death();
        else alone.add(queryId);
      }
      return node;
    },
    async transformResult({ result, queryId }) {
      if (alone.has(queryId)) await boundaries.pass('after a statement');
      return result;
    },
  };
}

function writes(node: RootOperationNode): boolean {
  if (node.kind !== 'RawNode') return node.kind !== 'SelectQueryNode';
  const text = node.sqlFragments.join(' ').trim().toLowerCase();
  return /^(insert|update|delete|with\b.*\b(insert|update|delete)\b)/s.test(text);
}

function withDyingTransactions(db: Db, open: AsyncLocalStorage<Work>, boundaries: Boundaries): Db {
  return new Proxy(db, {
    get(target, name) {
      if (name === 'transaction') return () => dyingTransaction(target.transaction(), open, boundaries);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function dyingTransaction(
  builder: TransactionBuilder<Database>,
  open: AsyncLocalStorage<Work>,
  boundaries: Boundaries,
) {
  return {
    async execute<T>(deed: (tx: Tx) => Promise<T>): Promise<T> {
      const work = { hasWritten: false };
      try {
        const result = await boundaries.during(() =>
          builder.execute((tx) =>
            open.run(work, async () => {
              const done = await deed(tx);
              if (work.hasWritten && boundaries.endsAt('before a commit')) throw new Death();
              return done;
            }),
          ),
        );
        if (work.hasWritten) await boundaries.pass('after a commit');
        return result;
      } catch (error) {
        if (boundaries.isDead) await never;
        throw error;
      }
    },
  };
}
