import { sql } from 'kysely';
import { writeAudit } from '../audit/write-audit.ts';
import type { Db } from '../database.ts';
import { StoreError } from '../errors.ts';
import { storable } from '../json.ts';
import { announce } from '../outbox/announce.ts';
import { inTransaction } from './in-transaction.ts';
import { placeOf, type Scope } from './invoice-row.ts';
import type { Deed } from './invoices.ts';

/** Puts a tag on an invoice; false where it was on. */
export function tagInvoice(db: Db, invoice: string, tag: string, deed: Deed): Promise<boolean> {
  return putTag(db, { invoice }, tag, deed);
}

/** Puts a tag on a customer, and so on all of its runs; false where it was on. */
export function tagCustomer(db: Db, customer: string, tag: string, deed: Deed): Promise<boolean> {
  return putTag(db, { customer }, tag, deed);
}

/** Takes a tag off an invoice; false where it was not on. */
export function untagInvoice(db: Db, invoice: string, tag: string, deed: Deed): Promise<boolean> {
  return takeTag(db, { invoice }, tag, deed);
}

function putTag(db: Db, scope: Scope, tag: string, deed: Deed): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const name = demandTag(tag);
    const place = await placeOf(tx, scope);
    const { rows } = await sql<{ id: number }>`
      insert into tag (customer_id, invoice_id, name, set_at)
      values (${place.customerId}, ${place.invoiceId}, ${name}, ${deed.at})
      on conflict do nothing returning id`.execute(tx);
    const [made] = rows;
    if (made === undefined) return false;
    const { customerId, invoiceId, object } = place;
    const detail = { tag: name };
    await announce(tx, [{ what: 'tagged', customerId, invoiceId, object: String(made.id), detail }], deed.at);
    await writeAudit(tx, deed, { what: 'tagged', object, why: deed.why ?? null, detail });
    return true;
  });
}

function takeTag(db: Db, scope: Scope, tag: string, deed: Deed): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const name = demandTag(tag);
    const place = await placeOf(tx, scope);
    const { rows } = await sql<{ id: number }>`
      update tag set removed_at = ${deed.at}::bigint
      where customer_id = ${place.customerId} and invoice_id is not distinct from ${place.invoiceId}::bigint
        and name = ${name} and removed_at is null
      returning id`.execute(tx);
    const [gone] = rows;
    if (gone === undefined) return false;
    const { customerId, invoiceId, object } = place;
    const detail = { tag: name };
    await announce(
      tx,
      [{ what: 'untagged', customerId, invoiceId, object: String(gone.id), detail }],
      deed.at,
    );
    await writeAudit(tx, deed, { what: 'untagged', object, why: deed.why ?? null, detail });
    return true;
  });
}

function demandTag(tag: string): string {
  const name = storable(tag).trim();
  if (name.length > 0 && name.length <= 100) return name;
  throw new StoreError('not-acceptable', `"${name.slice(0, 100)}" is no tag; give 1 to 100 characters`);
}
