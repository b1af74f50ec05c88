/** Customers with their contacts and tags, from whichever source keeps them. */
import type { CustomerRow } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { firstFault, key, type RefusedRow } from './acceptable.ts';
import { batchesOf, type ImportContext, runImport } from './import-context.ts';
import { type ImportResult, noNotes } from './import-report.ts';
import { writeContacts } from './write-contacts.ts';
import { putTags, writeCustomers } from './write-customers.ts';

/**
 * Takes customers. An absent field leaves what the ledger knows; a list of contacts replaces the
 * customer's list; tags are put on, none is taken off. Rows of one customer are laid together.
 */
export function importCustomers(
  db: Db,
  rows: readonly CustomerRow[],
  context: ImportContext,
): Promise<ImportResult> {
  return runImport(db, 'customers', context, async (importing) => {
    const { accepted, refused } = acceptCustomers(rows);
    const created = [];
    const changed = [];
    for (const batch of batchesOf(importing, accepted)) {
      const written = await writeCustomers(importing, batch);
      const contacts = await writeContacts(importing, written.all);
      const tagged = await putTags(importing, written.all);
      created.push(...written.created);
      const others = written.all.filter(
        (one) => !written.created.some((note) => note.customer === String(one.id)),
      );
      for (const { id, row } of others) {
        if (!written.changed.has(id) && !contacts.has(id) && !tagged.has(id)) continue;
        changed.push({
          customer: String(id),
          entity: row.entity,
          number: row.number,
          name: row.name ?? row.number,
        });
      }
    }
    const notes = { ...noNotes, customersCreated: created, customersChanged: changed, refused };
    const unchanged = accepted.length - created.length - changed.length;
    const counts = { created: created.length, changed: changed.length, unchanged };
    return { ...counts, settled: 0, reopened: 0, paid: 0, notes };
  });
}

function acceptCustomers(rows: readonly CustomerRow[]) {
  const merged = new Map<string, CustomerRow>();
  const refused: RefusedRow[] = [];
  rows.forEach((row, place) => {
    const fault = firstFault(place, [
      key('entity', row.entity),
      key('number', row.number),
      ...(row.tags ?? []).map((tag) => key('tags', tag)),
    ]);
    if (fault !== null) {
      refused.push(fault);
      return;
    }
    const id = JSON.stringify([row.entity, row.number]);
    merged.set(id, lay(merged.get(id), row));
  });
  return { accepted: [...merged.values()], refused };
}

/** A later row of the same customer over an earlier one: fields replace, contacts and tags add up. */
function lay(before: CustomerRow | undefined, row: CustomerRow): CustomerRow {
  if (before === undefined) return row;
  const contacts = [...(before.contacts ?? []), ...(row.contacts ?? [])];
  return {
    ...before,
    ...row,
    tags: [...new Set([...(before.tags ?? []), ...(row.tags ?? [])])],
    custom: { ...before.custom, ...row.custom },
    ...(contacts.length > 0 || row.contacts !== undefined ? { contacts } : {}),
  };
}
