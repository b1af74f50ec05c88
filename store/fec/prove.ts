/** Compares each customer's balance in the file with the ledger's, by sums that know nothing of matching. */
import { sql } from 'kysely';
import { json } from '../json.ts';
import type { Importing } from '../ledger/import-context.ts';
import type { Collective } from './collective-openings.ts';
import type { Span } from './stage-lines.ts';
import { accountCurrency } from './write-movements.ts';

/** One customer's balance on both sides, minor units, debit less credit. */
export interface ProvenCustomer {
  readonly customer: string;
  readonly name: string;
  readonly file: number;
  readonly ledger: number;
  /** What of the ledger's other sources have told and the accounts have not, or not yet. */
  readonly elsewhere: number;
}

export interface Proof {
  readonly equal: number;
  readonly unequal: number;
  /** The accounts of customers in all, by the file and by the ledger. */
  readonly file: number;
  readonly ledger: number;
  readonly customers: readonly ProvenCustomer[];
}

interface Told {
  readonly spans: readonly Span[];
  readonly lastOpening: string | undefined;
  readonly collective: Collective;
}

/**
 * The file's balance is the sum of its own lines since the last opening, as they were counted while they
 * were read; of years that were read before, their stored lines. An opening that
 * carries other customers' balances counts for those. The ledger's is the sum of all the
 * customer's movements, whatever their source.
 */
export async function prove(
  { tx, context }: Importing,
  entity: string,
  { spans, lastOpening, collective }: Told,
): Promise<Proof> {
  const since = lastOpening ?? '0001-01-01';
  const counted = spans.filter((span) => span.to >= since);
  const totals = new Map<string, number>();
  for (const { totals: own } of counted)
    for (const [customer, amount] of own) totals.set(customer, (totals.get(customer) ?? 0) + amount);
  for (const { account, on, amount } of collective.explained)
    if (on >= since) totals.set(account, (totals.get(account) ?? 0) - amount);
  const days = counted.map(({ from, to }) => ({ from, to }));
  const given = [...totals].map(([customer, amount]) => ({ customer, amount }));
  const { rows } = await sql<ProvenCustomer>`
    with file as (
      select customer, sum(amount)::bigint as amount from (
        select customer, amount from json_to_recordset(${json(given)}::json) as row(customer text, amount bigint)
        union all
        select customer, case when occurred_on >= ${since}::date and not exists (
            select from json_to_recordset(${json(days)}::json) as span("from" date, "to" date)
            where occurred_on between span."from" and span."to")
          then (content ->> 'amount')::bigint else 0 end
        from account_line where source = ${context.source} and entity = ${entity} and replaced_by is null
      ) told group by customer
    ), ledger as (
      select customer_id, sum(amount)::bigint as amount,
        coalesce(sum(amount) filter (where not (source = ${context.source}
          and (import_id is null or import_id in (select id from import where kind = 'fec')))), 0)::bigint as elsewhere
      from movement where currency = ${accountCurrency} group by customer_id
    )
    select file.customer, coalesce(customer.name, file.customer) as name, file.amount as file,
      coalesce(ledger.amount, 0)::bigint as ledger, coalesce(ledger.elsewhere, 0)::bigint as elsewhere
    from file
    left join customer on customer.entity = ${entity} and customer.number = file.customer
    left join ledger on ledger.customer_id = customer.id
    order by file.customer`.execute(tx);
  const isEqual = (one: ProvenCustomer) => one.file === one.ledger;
  return {
    equal: rows.filter(isEqual).length,
    unequal: rows.filter((one) => !isEqual(one)).length,
    file: rows.reduce((sum, one) => sum + one.file, 0),
    ledger: rows.reduce((sum, one) => sum + one.ledger, 0),
    customers: rows,
  };
}
