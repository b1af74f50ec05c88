import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { openPGlite } from '../../store/connection/pglite.ts';
import { pgliteStore, type Store } from '../../store/connection/store.ts';
import { openStore } from '../../store/index.ts';

/** One statement as the store gave it to the database. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

/** A store in a folder that can note its transactions, and its database without anything of ours. */
export interface RecordedStore {
  readonly store: Store;
  readonly pglite: PGlite;
  /** Begins to note; gives what was noted, transaction by transaction, when it is called again. */
  record(): () => readonly (readonly Statement[])[];
  close(): Promise<void>;
}

type Options = Parameters<PGlite['query']>[2];

export async function openRecordedStore(): Promise<RecordedStore> {
  const folder = mkdtempSync(join(tmpdir(), 'palier-bench-'));
  const made = await openStore({ dataDir: folder });
  await made.close();
  const pglite = await openPGlite({ dataDir: join(folder, 'postgres') });
  let noted: Statement[][] | null = null;
  const recording = new Proxy(pglite, {
    get(target, name) {
      if (name !== 'transaction') {
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (work: Parameters<PGlite['transaction']>[0]) =>
        target.transaction((tx) => {
          const statements: Statement[] = [];
          noted?.push(statements);
          return work({
            ...tx,
            query: (text: string, parameters?: unknown[], options?: Options) => {
              if (noted !== null) statements.push({ text, parameters: parameters ?? [] });
              return tx.query<never>(text, parameters, options);
            },
            rollback: () => tx.rollback(),
          });
        });
    },
  });
  const store = pgliteStore(recording, () => rmSync(folder, { recursive: true, force: true }));
  return {
    store,
    pglite,
    record() {
      const mine: Statement[][] = [];
      noted = mine;
      return () => {
        noted = null;
        return mine.filter((statements) => statements.length > 0);
      };
    },
    close: () => store.close(),
  };
}
