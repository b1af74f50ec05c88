import { sql } from 'kysely';
import type { CustomerRow } from '../../schemas/index.ts';
import { json } from '../json.ts';
import { announce, askFlowsAgain } from '../outbox/announce.ts';
import { ensureCustomers } from './ensure-customers.ts';
import type { Importing } from './import-context.ts';
import type { CustomerNote } from './import-report.ts';

/** A row with its customer's id. */
export interface WrittenCustomer {
  readonly id: number;
  readonly row: CustomerRow;
}

/** Makes or updates customers; one statement each. `changed` are the known ones with a new value. */
export async function writeCustomers(
  importing: Importing,
  rows: readonly CustomerRow[],
): Promise<{
  readonly all: readonly WrittenCustomer[];
  readonly created: readonly CustomerNote[];
  readonly changed: ReadonlySet<number>;
}> {
  const customers = await ensureCustomers(importing, rows, true);
  const all = rows.flatMap((row) => {
    const id = customers.idOf(row.entity, row.number);
    return id === undefined ? [] : [{ id, row }];
  });
  const given = all.map(({ id, row }) => ({
    ...row,
    id,
    custom: row.custom ?? {},
    noCountry: row.country === null,
    noOwner: row.owner === null,
  }));
  const { rows: updated } = await sql<{ id: number }>`
    with given as (
      select customer.id, coalesce(row.name, customer.name) as name,
        coalesce(row.language, customer.language) as language, coalesce(row.zone, customer.zone) as zone,
        case when row."noCountry" then null else coalesce(row.country, customer.country) end as country,
        case when row."noOwner" then null else coalesce(row.owner, customer.owner) end as owner,
        customer.custom || row.custom as custom
      from json_to_recordset(${json(given)}::json) as row(id bigint, name text, language text, zone text,
        country text, owner text, custom jsonb, "noCountry" boolean, "noOwner" boolean)
      join customer using (id)
    )
    update customer set name = given.name, language = given.language, zone = given.zone,
      country = given.country, owner = given.owner, custom = given.custom
    from given where customer.id = given.id
      and (customer.name, customer.language, customer.zone, customer.country, customer.owner, customer.custom)
        is distinct from (given.name, given.language, given.zone, given.country, given.owner, given.custom)
    returning customer.id`.execute(importing.tx);
  const changed = updated.map((row) => row.id);
  await askFlowsAgain(importing.tx, { invoices: [], customers: changed });
  return { all, created: customers.created, changed: new Set(changed) };
}

/** Puts the rows' tags on; returns the customers that had not all of them. */
export async function putTags(
  { tx, context }: Importing,
  written: readonly WrittenCustomer[],
): Promise<ReadonlySet<number>> {
  const wanted = written.flatMap(({ id, row }) => (row.tags ?? []).map((name) => ({ id, name })));
  if (wanted.length === 0) return new Set();
  const { rows } = await sql<{ id: number; customer: number; name: string }>`
    insert into tag (customer_id, name, set_at)
    select id, name, ${context.at}::bigint
    from json_to_recordset(${json(wanted)}::json) as row(id bigint, name text)
    on conflict (customer_id, name) where invoice_id is null and removed_at is null do nothing
    returning id, customer_id as customer, name`.execute(tx);
  await announce(
    tx,
    rows.map(({ id, customer, name }) => ({
      what: 'tagged',
      customerId: customer,
      invoiceId: null,
      object: String(id),
      detail: { tag: name },
    })),
    context.at,
  );
  return new Set(rows.map((row) => row.customer));
}
