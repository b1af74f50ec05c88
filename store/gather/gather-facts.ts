/**
 * What is true of invoices and their customers now, for the pure core. Three queries for any number
 * of invoices; the segment is left null, because rules give it.
 */
import { sql } from 'kysely';
import type { FieldValue, InvoiceFacts } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import { noSums, readSums } from './facts-of-customers.ts';
import { historyOf, type Mark, readMarks } from './facts-of-invoices.ts';
import { todayIn } from './today.ts';

/**
 * Gathers the facts of invoices by id; an id that the ledger does not know is absent. Holds that ended
 * before `at` are left out, and what is overdue is reckoned at the customer's date at `at`.
 *
 * @param today The date at `at` in a zone, for callers that keep their zones.
 */
export async function gatherFacts(
  db: Db,
  invoiceIds: readonly string[],
  at: number,
  today: (zone: string) => string = todayIn(at),
): Promise<Map<string, InvoiceFacts>> {
  const ids = invoiceIds.map(Number).filter((id) => Number.isSafeInteger(id));
  if (ids.length === 0) return new Map();
  const bases = await readBases(db, ids);
  const invoices = bases.map((base) => base.invoiceId);
  const customers = [...new Map(bases.map((base) => [base.customerId, base])).values()];
  const customerIds = customers.map((base) => base.customerId);
  // One after the other: in a transaction they share one connection.
  const sums = await readSums(
    db,
    customers.map((base) => ({ id: base.customerId, today: today(base.zone) })),
  );
  const marks = await readMarks(db, customerIds, invoices, at);
  const marksOf = Map.groupBy(marks, (mark) => mark.customer);
  const facts = bases.map((base): [string, InvoiceFacts] => {
    const own = (marksOf.get(base.customerId) ?? []).filter(
      (mark) => mark.invoice === null || mark.invoice === base.invoiceId,
    );
    return [
      String(base.invoiceId),
      {
        invoice: invoiceOf(base, own),
        customer: { ...customerOf(base, own), ...sumsOf(sums.get(base.customerId) ?? noSums, base.currency) },
        contacts: base.contacts,
        ...historyOf(own),
        refreshedAt: base.refreshedAt,
      },
    ];
  });
  return new Map(facts);
}

interface Base {
  readonly invoiceId: number;
  readonly number: string;
  readonly instalment: number;
  readonly issuedOn: string | null;
  readonly dueOn: string | null;
  readonly amount: number;
  readonly open: number;
  readonly currency: string;
  readonly custom: Readonly<Record<string, FieldValue>>;
  readonly writtenOff: boolean;
  readonly settledBy: 'paid' | 'credited' | null;
  readonly customerId: number;
  readonly customerNumber: string;
  readonly name: string;
  readonly language: string;
  readonly zone: string;
  readonly country: string | null;
  readonly owner: string | null;
  readonly customerCustom: Readonly<Record<string, FieldValue>>;
  readonly insolvent: boolean;
  readonly refreshedAt: number | null;
  /** In the order of the customer's list. */
  readonly contacts: InvoiceFacts['contacts'];
}

/** Written as one JSON text: many columns of many rows are slow to hand over one by one. */
async function readBases(db: Db, ids: readonly number[]): Promise<readonly Base[]> {
  const { rows } = await sql<{ bases: readonly Base[] }>`
    select coalesce(json_agg(base order by base."invoiceId"), '[]') as bases from (
      select invoice.id as "invoiceId", invoice.number, instalment, issued_on as "issuedOn", due_on as "dueOn",
        amount, open, currency, invoice.custom, written_off_at is not null as "writtenOff",
        settled_by as "settledBy", customer.id as "customerId", customer.number as "customerNumber",
        customer.name, customer.language, customer.zone, country, owner, customer.custom as "customerCustom",
        insolvent_at is not null as insolvent,
        (select max(as_of) from reading where reading.entity = invoice.entity) as "refreshedAt",
        (select coalesce(json_agg(json_build_object('id', contact.id::text, 'name', contact.name,
            'firstName', first_name, 'roles', roles, 'email', email, 'phone', phone,
            'language', contact.language, 'zone', contact.zone) order by position), '[]')
          from contact where contact.customer_id = customer.id) as contacts
      from invoice join customer on customer.id = invoice.customer_id
      where invoice.id = any(${ids}::bigint[])
    ) base`.execute(db);
  const bases = rows[0]?.bases ?? [];
  for (const { invoiceId, amount, open } of bases) {
    if (!Number.isSafeInteger(amount) || !Number.isSafeInteger(open))
      throw new RangeError(`the amounts of invoice ${invoiceId} do not fit into numbers`);
  }
  return bases;
}

function invoiceOf(base: Base, marks: readonly Mark[]): InvoiceFacts['invoice'] {
  const { number, instalment, issuedOn, dueOn, amount, open, currency, custom, writtenOff, settledBy } = base;
  const tags = tagsOf(marks.filter((mark) => mark.invoice !== null));
  const id = String(base.invoiceId);
  return {
    id,
    number,
    instalment,
    issuedOn,
    dueOn,
    amount,
    open,
    currency,
    tags,
    custom,
    writtenOff,
    settledBy,
  };
}

function customerOf(base: Base, marks: readonly Mark[]) {
  const { name, language, zone, country, owner, insolvent } = base;
  return {
    id: String(base.customerId),
    number: base.customerNumber,
    name,
    language,
    zone,
    country,
    segment: null,
    owner,
    tags: tagsOf(marks.filter((mark) => mark.invoice === null)),
    custom: base.customerCustom,
    excluded: exclusionOf(marks),
    insolvent,
  };
}

function sumsOf(sums: typeof noSums, currency: string) {
  const { openInvoices, firstInvoiceOn, averageDelay, brokenPromises } = sums;
  const net = sums.net.get(currency) ?? 0;
  const overdue = sums.overdue.get(currency) ?? 0;
  const credit = Math.max(0, sums.credit.get(currency) ?? 0);
  const rest = { overdue, openInvoices, firstInvoiceOn, averageDelay, brokenPromises };
  return { net, ...(credit === 0 ? {} : { credit }), ...rest };
}

function tagsOf(marks: readonly Mark[]): readonly string[] {
  return marks.flatMap((mark) => (mark.what === 'tag' && mark.text !== null ? [mark.text] : [])).sort();
}

/** The exclusion that lasts longest. */
function exclusionOf(marks: readonly Mark[]): InvoiceFacts['customer']['excluded'] {
  const lasting = (mark: Mark) => mark.until ?? Number.POSITIVE_INFINITY;
  const [longest] = marks
    .filter((mark) => mark.what === 'exclusion')
    .sort((a, b) => lasting(b) - lasting(a) || a.id - b.id);
  return longest === undefined ? null : { reason: longest.text ?? '', until: longest.until };
}
