import { sql } from 'kysely';
import { json } from '../json.ts';
import type { Importing } from './import-context.ts';
import type { WrittenCustomer } from './write-customers.ts';

/**
 * Replaces the contact lists of the customers whose row has one; a contact keeps its id by its place
 * in the list. Returns the customers whose list is not as it was.
 */
export async function writeContacts(
  { tx }: Importing,
  written: readonly WrittenCustomer[],
): Promise<ReadonlySet<number>> {
  const listed = written.filter(({ row }) => row.contacts !== undefined);
  if (listed.length === 0) return new Set();
  const contacts = listed.flatMap(({ id, row }) =>
    (row.contacts ?? []).map((contact, position) => ({ ...contact, customer: id, position })),
  );
  const { rows: put } = await sql<{ customer: number }>`
    insert into contact (customer_id, position, name, first_name, roles, email, phone, language, zone)
    select customer, position, name, "firstName", roles, email, phone, language, zone
    from json_to_recordset(${json(contacts)}::json) as row(customer bigint, position integer, name text,
      "firstName" text, roles jsonb, email text, phone text, language text, zone text)
    on conflict (customer_id, position) do update set name = excluded.name, first_name = excluded.first_name,
      roles = excluded.roles, email = excluded.email, phone = excluded.phone, language = excluded.language,
      zone = excluded.zone
    where (contact.name, contact.first_name, contact.roles, contact.email, contact.phone, contact.language,
      contact.zone) is distinct from (excluded.name, excluded.first_name, excluded.roles, excluded.email,
      excluded.phone, excluded.language, excluded.zone)
    returning customer_id as customer`.execute(tx);
  const lengths = listed.map(({ id, row }) => ({ customer: id, length: row.contacts?.length ?? 0 }));
  const { rows: gone } = await sql<{ customer: number }>`
    delete from contact using json_to_recordset(${json(lengths)}::json) as row(customer bigint, length integer)
    where contact.customer_id = row.customer and contact.position >= row.length
    returning contact.customer_id as customer`.execute(tx);
  return new Set([...put, ...gone].map((row) => row.customer));
}
