import { sql } from 'kysely';
import type { Importing } from './import-context.ts';

/**
 * What a file that was undone and is taken again had moved of these invoices. Where a balance may not
 * say what is open, because something newer is known, this alone is made again.
 */
export async function readUndoneReading(
  { tx, id, asOf, context }: Importing,
  invoices: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const { source, fileDigest } = context;
  if (fileDigest === undefined || invoices.length === 0) return new Map();
  const { rows } = await sql<{ invoice: number; amount: number }>`
    with same as (
      select id, undone_at from import
      where source = ${source} and kind = 'balance' and file_digest = ${fileDigest}
        and as_of = ${asOf}::bigint and id <> ${id}::bigint and counts -> 'outdated' is null
    )
    select invoice_id as invoice, sum(amount)::bigint as amount from movement
    where import_id = (select max(id) from same having count(*) = count(undone_at))
      and invoice_id = any(${invoices}::bigint[])
    group by invoice_id having sum(amount) <> 0`.execute(tx);
  return new Map(rows.map(({ invoice, amount }) => [invoice, amount]));
}
