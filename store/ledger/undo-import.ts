import { sql } from 'kysely';
import { type Act, writeAudit } from '../audit/write-audit.ts';
import type { Db } from '../database.ts';
import { StoreError } from '../errors.ts';
import { announce } from '../outbox/announce.ts';
import type { MovementKind } from '../schema/ledger-tables.ts';
import { dayOf } from './acceptable.ts';
import { postMovements } from './post-movements.ts';

/**
 * Takes an import back as a whole: each of its movements gets its counterpart, its references may
 * come again, and the source is as fresh as the import before it. What was sent stays sent; customers
 * stay.
 *
 * @throws StoreError `not-found`; `conflict` where it was undone before.
 */
export async function undoImport(
  db: Db,
  importId: string,
  act: Act,
): Promise<{ readonly movements: number }> {
  return await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('palier import'))`.execute(tx);
    const { rows: found } = await sql<{ source: string; undone_at: number | null }>`
      select source, undone_at from import where id::text = ${importId} for update`.execute(tx);
    const [undone] = found;
    if (undone === undefined)
      throw new StoreError('not-found', `there is no import ${importId}`, { importId });
    if (undone.undone_at !== null) {
      throw new StoreError('conflict', `import ${importId} was undone before`, { importId });
    }
    const { rows } = await sql<MovedBefore>`
      update movement set undone_at = ${act.at}::bigint where import_id = ${importId}::bigint and undone_at is null
      returning id, invoice_id as "invoiceId", customer_id as "customerId", kind, amount, currency`.execute(
      tx,
    );
    const movements = rows
      .filter((row) => row.amount !== 0)
      .map(({ id, ...row }) => ({
        ...row,
        kind: counterpart[row.kind],
        amount: -row.amount,
        occurredOn: dayOf(act.at),
        reverses: id,
      }));
    await postMovements(tx, movements, { at: act.at, source: undone.source, importId: null });
    await tx.updateTable('import').set({ undone_at: act.at }).where('id', '=', Number(importId)).execute();
    await sql`
      update source set as_of = (select max(as_of) from import
        where source = source.name and undone_at is null and kind <> 'customers')
      where name = ${undone.source}`.execute(tx);
    await announce(tx, [{ what: 'refreshed', customerId: null, invoiceId: null, object: importId }], act.at);
    await writeAudit(tx, act, { what: 'undid import', object: `import ${importId}` });
    return { movements: movements.length };
  });
}

interface MovedBefore {
  readonly id: number;
  readonly invoiceId: number | null;
  readonly customerId: number;
  readonly kind: MovementKind;
  readonly amount: number;
  readonly currency: string;
}

const counterpart: Readonly<Record<MovementKind, MovementKind>> = {
  invoice: 'credit',
  payment: 'reversal',
  credit: 'reversal',
  reversal: 'payment',
  'write-off': 'reversal',
  adjustment: 'adjustment',
};
