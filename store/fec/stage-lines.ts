/** The lines of an export on their way in, in a table that lasts as long as the import. */
import { sql } from 'kysely';
import type { AccountLine } from '../../schemas/index.ts';
import type { Tx } from '../database.ts';
import { json } from '../json.ts';
import { batches } from '../ledger/batches.ts';
import type { Importing } from '../ledger/import-context.ts';
import { takeTurns } from './take-turns.ts';

/** What a file covers, known once its lines were read. */
export interface Span {
  readonly company: string | null;
  /** First and last day of its entries; the last one of the year where the file says it. */
  readonly from: string;
  readonly to: string;
  /** The last day on which somebody wrote in it. */
  readonly writtenOn: string;
  /** Debit less credit of each customer's account, as the file has them. */
  readonly totals: ReadonlyMap<string, number>;
  /** Lines of customers' accounts, or that may be, which could not be read. */
  readonly holes: number;
  /** Lines of other accounts that could not be read. */
  readonly unread: number;
}

/** One export: lines to be read once, then its span. */
export interface FecFile {
  /** The company's number (SIREN), where the file's name says it. */
  readonly company: string | null;
  readonly lines: AsyncIterable<readonly AccountLine[]>;
  span(): Omit<Span, 'company'>;
}

/** Reads the files into the table `account_incoming`; equal lines of one entry are told apart by a count. */
export async function stageLines(
  importing: Importing,
  files: readonly FecFile[],
  entity: string,
): Promise<readonly Span[]> {
  const { tx } = importing;
  await sql`
    create temp table account_incoming (
      id bigint generated always as identity, customer text, reference text, occurred_on date, content jsonb
    ) on commit drop`.execute(tx);
  const spans: Span[] = [];
  for (const file of files) {
    for await (const lines of file.lines) {
      for (const batch of batches(lines)) {
        await takeTurns(importing);
        await stageBatch(tx, batch, entity);
      }
    }
    await takeTurns(importing);
    spans.push({ ...file.span(), company: file.company });
  }
  await sql`create index account_incoming_reference on account_incoming (reference)`.execute(tx);
  await sql`
    update account_incoming set reference = account_incoming.reference || ' #' || numbered.nth
    from (select id, row_number() over (partition by reference order by id) as nth from account_incoming) numbered
    where numbered.id = account_incoming.id and numbered.nth > 1`.execute(tx);
  await sql`analyze account_incoming`.execute(tx);
  return spans;
}

async function stageBatch(tx: Tx, batch: readonly AccountLine[], entity: string): Promise<void> {
  const rows = batch.map(({ customer, reference, on, ...content }) => ({
    ...{ customer, on, content },
    reference: `${entity}: ${reference}`,
  }));
  await sql`
    insert into account_incoming (customer, reference, occurred_on, content)
    select customer, reference, "on", content
    from json_to_recordset(${json(rows)}::json) as row(customer text, reference text, "on" date, content jsonb)`.execute(
    tx,
  );
}
