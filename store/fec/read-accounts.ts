/** Customers' accounts, read for matching: their lines, their terms, and what the ledger made of them. */
import { sql } from 'kysely';
import { json } from '../json.ts';
import type { Importing } from '../ledger/import-context.ts';
import type { MovementKind } from '../schema/ledger-tables.ts';
import type { KeptLine } from './item.ts';

/** A customer whose account is to be matched. */
export interface Account {
  readonly customer: string;
  readonly name: string;
  readonly lines: number;
}

/** Accounts of a source: all of them, or those that this import has touched. */
export async function readAccounts(
  { tx, id, context }: Importing,
  entity: string,
  which: 'all' | 'touched',
): Promise<readonly Account[]> {
  const touched = sql`and (
    customer in (select customer from account_incoming)
    or customer in (select customer from account_line where replaced_by = ${id}::bigint))`;
  const { rows } = await sql<Account>`
    select customer, max(content ->> 'customerName') as name, count(*) as lines from account_line
    where source = ${context.source} and entity = ${entity}
      and (replaced_by is null or replaced_by = ${id}::bigint) ${which === 'all' ? sql`` : touched}
    group by customer order by customer`.execute(tx);
  return rows;
}

/** Accounts in groups of about so many lines, so that memory does not grow with the file. */
export function* groupsOf(accounts: readonly Account[], lines: number): Generator<readonly Account[]> {
  let group: Account[] = [];
  let sum = 0;
  for (const account of accounts) {
    group.push(account);
    sum += account.lines;
    if (sum < lines) continue;
    yield group;
    group = [];
    sum = 0;
  }
  if (group.length > 0) yield group;
}

/** The lines of some customers, in order of date. */
export async function readLines(
  { tx, context }: Importing,
  entity: string,
  customers: readonly string[],
): Promise<ReadonlyMap<string, readonly KeptLine[]>> {
  const { rows } = await sql<{
    customer: string;
    reference: string;
    on: string;
    content: object;
    known: string | null;
  }>`
    select line.customer, line.reference, line.occurred_on as "on", line.content,
      (select invoice.number from movement join invoice on invoice.id = movement.invoice_id
        where movement.source = ${context.source} and movement.reference = line.reference
          and movement.part = 0 and movement.undone_at is null and movement.kind = 'invoice') as known
    from account_line line
    where line.source = ${context.source} and line.entity = ${entity} and line.replaced_by is null
      and line.customer = any(${customers}::text[])
    order by line.customer, line.occurred_on, line.reference`.execute(tx);
  const lines = rows.map(({ customer, reference, on, content, known }) => ({
    ...(content as Omit<KeptLine, 'customer' | 'reference' | 'on'>),
    ...{ customer, reference, on },
    ...(known === null ? {} : { known }),
  }));
  return Map.groupBy(lines, (line) => line.customer);
}

/** A movement that an earlier export made and that stands. */
export interface Standing {
  readonly id: number;
  readonly invoiceId: number | null;
  readonly customerId: number;
  readonly kind: MovementKind;
  readonly amount: number;
  readonly already: number;
  readonly currency: string;
  readonly reference: string;
  readonly part: number;
}

/** True, in SQL, of the movements that exports of this source made. */
function isOurs(source: string) {
  return sql`(movement.source = ${source} and movement.import_id in (select id from import where kind = 'fec'))`;
}

export async function readStanding(
  { tx, context }: Importing,
  customers: readonly number[],
): Promise<ReadonlyMap<string, readonly Standing[]>> {
  const { rows } = await sql<Standing>`
    select id, invoice_id as "invoiceId", customer_id as "customerId", kind, amount, already, currency,
      reference, part
    from movement where customer_id = any(${customers}::bigint[]) and undone_at is null
      and reverses is null and reference is not null and ${isOurs(context.source)}
    order by reference, part`.execute(tx);
  return Map.groupBy(rows, (row) => row.reference);
}

/** What other sources have told of invoices: sums of what makes them larger, and smaller. */
export interface Elsewhere {
  readonly id: number;
  readonly more: number;
  readonly less: number;
}

export async function readElsewhere(
  { tx, context }: Importing,
  invoices: readonly number[],
): Promise<ReadonlyMap<number, Elsewhere>> {
  const { rows } = await sql<Elsewhere>`
    select movement.invoice_id as id, coalesce(sum(movement.amount) filter (where movement.amount > 0), 0)::bigint as more,
      coalesce(-sum(movement.amount) filter (where movement.amount < 0), 0)::bigint as less
    from movement left join movement taken on taken.id = movement.reverses
    where movement.invoice_id = any(${invoices}::bigint[]) and movement.undone_at is null
      and taken.undone_at is null and not ${isOurs(context.source)}
    group by movement.invoice_id`.execute(tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Payment terms of customers, as they are written. */
export async function readTerms(
  { tx }: Importing,
  customers: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await sql<{ id: number; term: string }>`
    select id, custom ->> 'term' as term from customer
    where id in (select json_array_elements_text(${json(customers)}::json)::bigint)
      and coalesce(custom ->> 'term', '') <> ''`.execute(tx);
  return new Map(rows.map((row) => [row.id, row.term]));
}
