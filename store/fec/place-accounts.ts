/** Some customers' accounts: matched, compared with what the ledger has of them, and written where they differ. */
import { sql } from 'kysely';
import type { PaymentTerm } from '../../engine/law/index.ts';
import type { KnownInvoice, PlacedRow } from '../ledger/balance-rows.ts';
import { readKnown } from '../ledger/balance-rows.ts';
import { batches } from '../ledger/batches.ts';
import { compareFields, type InvoiceUpdate } from '../ledger/compare-invoice.ts';
import type { KnownCustomers } from '../ledger/ensure-customers.ts';
import type { Importing } from '../ledger/import-context.ts';
import { updateInvoices } from '../ledger/take-balance-batch.ts';
import { announce } from '../outbox/announce.ts';
import { type Collective, withoutCollective } from './collective-openings.ts';
import { createWithHistory, type InvoiceWithHistory } from './create-with-history.ts';
import { dueDatesOf, type TermCounts } from './due-date.ts';
import { type Explained, explainElsewhere } from './explain-elsewhere.ts';
import { type Match, matchCustomer } from './match-customer.ts';
import type { InvoiceWanted } from './name-invoices.ts';
import { type Account, readElsewhere, readLines, readStanding, readTerms } from './read-accounts.ts';
import type { FecTally } from './tally.ts';
import { accountCurrency, writeMovements } from './write-movements.ts';

export interface Placing {
  readonly entity: string;
  readonly openings: readonly string[];
  readonly collective: Collective;
  readonly customers: KnownCustomers;
  readonly term: PaymentTerm | null;
  readonly terms: TermCounts;
  readonly tally: FecTally;
}

interface Matched {
  readonly customer: string;
  readonly customerId: number;
  readonly match: Match;
  readonly rows: readonly PlacedRow[];
}

export async function placeAccounts(
  importing: Importing,
  accounts: readonly Account[],
  placing: Placing,
): Promise<void> {
  const matched = await matchAll(importing, accounts, placing);
  const rows = matched.flatMap((one) => one.rows);
  const known = await readAllKnown(importing, rows);
  const invoices = new KnownByNumber(rows, known);
  const explained = await explainAll(importing, matched, invoices);
  const customerIds = matched.map((one) => one.customerId);
  const standing = await readStanding(importing, customerIds);
  const fresh = explained.flatMap(({ rows: own, movements }) => {
    const ofInvoice = Map.groupBy(movements, (one) => one.invoice);
    return own
      .filter((row) => invoices.idOf(row.customerId, row.number) === null)
      .map((row) => withHistory(row, ofInvoice.get(row.number) ?? []));
  });
  const freshIds = new Set<number>();
  for (const batch of batches(fresh)) {
    const made = await createWithHistory(importing, batch);
    for (const [place, id] of made.entries()) {
      invoices.add(batch[place], id);
      freshIds.add(id);
    }
  }
  await updateKnown(importing, rows, known);
  const wanted = explained.flatMap(({ customerId, movements }) =>
    movements.map((one) => ({ ...one, customerId, invoiceId: invoices.idOf(customerId, one.invoice) })),
  );
  const posted = await writeMovements(importing, wanted, standing, freshIds);
  const idOf = (row: PlacedRow) => invoices.idOf(row.customerId, row.number) ?? 0;
  placing.tally.count({ rows, known, fresh, posted, idOf, matched });
}

/** Ids of invoices by customer and number. */
class KnownByNumber {
  readonly #ids = new Map<string, number>();

  constructor(rows: readonly PlacedRow[], known: ReadonlyMap<number, KnownInvoice>) {
    for (const [place, { id }] of known) this.add(rows[place], id);
  }

  add(row: PlacedRow | undefined, id: number): void {
    if (row !== undefined) this.#ids.set(`${row.customerId}\t${row.number}`, id);
  }

  idOf(customerId: number, number: string | null): number | null {
    return number === null ? null : (this.#ids.get(`${customerId}\t${number}`) ?? null);
  }

  all(): readonly number[] {
    return [...this.#ids.values()];
  }
}

async function explainAll(importing: Importing, matched: readonly Matched[], invoices: KnownByNumber) {
  const elsewhere = await readElsewhere(importing, invoices.all());
  return matched.map((one) => ({
    ...one,
    movements: explainElsewhere(one.match.movements, (number) =>
      elsewhere.get(invoices.idOf(one.customerId, number) ?? 0),
    ),
  }));
}

async function matchAll(
  importing: Importing,
  accounts: readonly Account[],
  { entity, openings, collective, customers, term, terms }: Placing,
): Promise<readonly Matched[]> {
  const lines = await readLines(
    importing,
    entity,
    accounts.map((one) => one.customer),
  );
  const idOf = ({ customer }: Account) => customers.idOf(entity, customer);
  const termOf = await readTerms(
    importing,
    accounts.flatMap((one) => idOf(one) ?? []),
  );
  return accounts.flatMap((account) => {
    const { customer } = account;
    const customerId = idOf(account);
    if (customerId === undefined) return [];
    const carriesOthers = collective.explained.some((one) => one.account === customer);
    const own = withoutCollective(lines.get(customer) ?? [], collective);
    const match = matchCustomer(own, carriesOthers ? [] : openings);
    const dueOn = dueDatesOf(termOf.get(customerId), term, terms);
    const place = ({ number, issuedOn, countsFrom, amount, custom }: InvoiceWanted): PlacedRow => ({
      ...{ entity, customer, customerId, number, instalment: 1, issuedOn, amount, open: 0 },
      ...{ dueOn: dueOn(countsFrom), currency: accountCurrency, custom },
    });
    return [{ customer, customerId, match, rows: match.invoices.map(place) }];
  });
}

async function readAllKnown({ tx }: Importing, rows: readonly PlacedRow[]) {
  const known = new Map<number, KnownInvoice>();
  let start = 0;
  for (const batch of batches(rows)) {
    for (const [place, invoice] of await readKnown(tx, batch)) known.set(start + place, invoice);
    start += batch.length;
  }
  return known;
}

function withHistory(row: PlacedRow, own: readonly Explained[]): InvoiceWithHistory {
  const open = own.reduce((sum, one) => sum + one.amount, 0);
  const ends = own.filter((one) => one.amount < 0);
  if (open > 0 || ends.length === 0) return { ...row, open, settledBy: null, settledOn: null };
  const isLost = ends.some((one) => one.kind === 'write-off');
  const isPaid = ends.some((one) => one.kind === 'payment');
  const settledOn =
    ends
      .map((one) => one.on)
      .sort()
      .at(-1) ?? null;
  return { ...row, open, settledBy: isLost ? null : isPaid ? 'paid' : 'credited', settledOn };
}

/**
 * Fields of known invoices. A due date that another source gave, or a person, is better than one that a
 * term gives.
 */
async function updateKnown(
  importing: Importing,
  rows: readonly PlacedRow[],
  known: ReadonlyMap<number, KnownInvoice>,
): Promise<void> {
  const { tx, context } = importing;
  const moved = await movedByHand(importing, rows, known);
  const updates: InvoiceUpdate[] = [];
  const postponed: KnownInvoice[] = [];
  for (const [place, invoice] of known) {
    const row = rows[place];
    if (row === undefined) continue;
    const keeps = moved.has(invoice.id) || (invoice.source !== context.source && invoice.dueOn !== null);
    const update = compareFields(invoice, keeps ? { ...row, dueOn: undefined } : row, invoice.source);
    if (update === null) continue;
    updates.push(update);
    if (update.dueOn !== invoice.dueOn) postponed.push(invoice);
  }
  for (const batch of batches(updates)) await updateInvoices(importing, batch);
  const moves = postponed.map(({ customerId, id }) => ({
    ...{ what: 'due-date-moved' as const, customerId, invoiceId: id },
  }));
  await announce(tx, moves, context.at);
}

async function movedByHand(
  { tx }: Importing,
  rows: readonly PlacedRow[],
  known: ReadonlyMap<number, KnownInvoice>,
): Promise<ReadonlySet<number>> {
  const differing = [...known].filter(([place, invoice]) => rows[place]?.dueOn !== invoice.dueOn);
  if (differing.length === 0) return new Set();
  const objects = differing.map(([, { id }]) => `invoice ${id}`);
  const { rows: found } = await sql<{ object: string }>`
    select distinct object from audit
    where object = any(${objects}::text[]) and what = 'moved due date'`.execute(tx);
  return new Set(found.map(({ object }) => Number(object.slice('invoice '.length))));
}
