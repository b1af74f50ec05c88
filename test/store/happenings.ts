import type { Db } from '../../store/index.ts';

/** The outbox as lines `what invoice`, without the refreshes; `*` is the whole customer. */
export async function happenings(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('outbox').select(['what', 'invoice_id']).orderBy('id').execute();
  return rows.filter((row) => row.what !== 'refreshed').map((row) => `${row.what} ${row.invoice_id ?? '*'}`);
}

/** Open amounts by number of invoice. */
export async function openAmounts(db: Db): Promise<Readonly<Record<string, number>>> {
  const rows = await db.selectFrom('invoice').select(['number', 'open']).orderBy('id').execute();
  return Object.fromEntries(rows.map((row) => [row.number, row.open]));
}
