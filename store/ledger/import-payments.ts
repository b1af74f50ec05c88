/** Receipts, credits and reversals of a bank or an accounting program, each known by its reference. */
import type { PaymentRow } from '../../schemas/index.ts';
import type { Db } from '../database.ts';
import type { RefusedRow } from './acceptable.ts';
import { allocatePayment } from './allocate-payment.ts';
import { ensureCustomers, type KnownCustomers } from './ensure-customers.ts';
import { batchesOf, type ImportContext, type Importing, runImport } from './import-context.ts';
import { type ImportReport, type ImportResult, type InvoiceNote, noNotes } from './import-report.ts';
import {
  type AcceptedPayment,
  acceptPayments,
  type Candidate,
  readCandidates,
  readReferences,
} from './payment-rows.ts';
import { type NewMovement, postMovements } from './post-movements.ts';
import { moneyKey, readShownBefore } from './same-money.ts';

/**
 * Takes payments: to the invoice named, over its instalments, the rest on account; a receipt whose
 * invoice is unknown goes on account of its customer. The same reference twice changes nothing.
 */
export function importPayments(
  db: Db,
  rows: readonly PaymentRow[],
  context: ImportContext,
): Promise<ImportResult> {
  return runImport(db, 'payments', context, async (importing) => {
    const { accepted, refused } = acceptPayments(rows);
    for (const { row } of accepted) importing.entities.add(row.entity);
    const wanted = accepted.flatMap(({ row }) =>
      row.customer === undefined ? [] : [{ entity: row.entity, number: row.customer }],
    );
    const customers = await ensureCustomers(importing, wanted, false);
    const touched = new Map<number, InvoiceNote>();
    const taken: Taken = { movements: [], refused: [...refused], onAccount: [], repeats: 0 };
    for (const batch of batchesOf(importing, accepted))
      await takeBatch(importing, batch, customers, touched, taken);
    return reportOf(taken, [...touched.values()], rows.length - accepted.length - refused.length);
  });
}

interface Taken {
  readonly movements: NewMovement[];
  readonly refused: RefusedRow[];
  readonly onAccount: ImportReport['notes']['onAccount'][number][];
  repeats: number;
}

async function takeBatch(
  importing: Importing,
  batch: readonly AcceptedPayment[],
  customers: KnownCustomers,
  touched: Map<number, InvoiceNote>,
  taken: Taken,
): Promise<void> {
  const { tx, context } = importing;
  const references = await readReferences(tx, context.source, batch);
  const invoices = await readCandidates(tx, context.source, batch);
  const fresh = batch.filter(({ row }) => !references.has(row.reference));
  taken.repeats += batch.length - fresh.length;
  const addressed: Addressed[] = [];
  for (const { place, row } of fresh) {
    const candidates = matching(invoices.get(JSON.stringify([row.entity, row.invoice])) ?? [], row);
    const owners = new Set(candidates.map((one) => one.customerId));
    const owner = row.customer === undefined ? undefined : customers.idOf(row.entity, row.customer);
    const customerId = owners.size === 1 ? candidates[0]?.customerId : owner;
    if (customerId !== undefined)
      addressed.push({ row, candidates: owners.size === 1 ? candidates : [], customerId });
    else
      taken.refused.push({
        row: place,
        field: row.customer === undefined ? 'invoice' : 'customer',
        value: (row.customer ?? row.invoice ?? '').slice(0, 100),
        accepted: 'an invoice or a customer that the ledger knows',
      });
  }
  const movements = await allocateAll(importing, addressed, invoices, touched, taken);
  const posting = { at: context.at, source: context.source, importId: importing.id };
  await postMovements(tx, movements, posting);
  taken.movements.push(...movements);
}

/** A receipt with the customer whose it is, and the invoices that it names. */
interface Addressed {
  readonly row: PaymentRow;
  readonly candidates: readonly Candidate[];
  readonly customerId: number;
}

async function allocateAll(
  { tx, context }: Importing,
  addressed: readonly Addressed[],
  invoices: ReadonlyMap<string, readonly Candidate[]>,
  touched: Map<number, InvoiceNote>,
  taken: Taken,
): Promise<readonly NewMovement[]> {
  const unnamed = addressed.filter(
    ({ row, candidates }) => candidates.length === 0 && row.kind !== 'reversal',
  );
  const wanted = unnamed.map(({ row, customerId }) => ({ customerId, amount: row.amount }));
  const shown = await readShownBefore(tx, context.source, wanted);
  const known = new Map([...invoices.values()].flat().map((one) => [one.id, one]));
  return addressed.flatMap(({ row, candidates, customerId }) => {
    const before = new Map(candidates.map((one) => [one.id, one.open]));
    const parts = allocatePayment(row, candidates, {
      customerId,
      known,
      shown: shown.get(moneyKey(customerId, row.currency)),
    });
    for (const one of candidates) noteInvoice(touched, one, row, before.get(one.id) ?? one.open);
    for (const part of parts)
      if (part.invoiceId === null) taken.onAccount.push(accountNote(customerId, row, part));
    return parts;
  });
}

function matching(invoices: readonly Candidate[], row: PaymentRow): readonly Candidate[] {
  return invoices.filter(
    (one) =>
      one.currency === row.currency &&
      (row.customer === undefined || row.customer === one.customer) &&
      (row.instalment === undefined || row.instalment === one.instalment),
  );
}

function noteInvoice(
  touched: Map<number, InvoiceNote>,
  one: Candidate,
  row: PaymentRow,
  before: number,
): void {
  const known = touched.get(one.id);
  touched.set(one.id, {
    invoice: String(one.id),
    customer: one.customer,
    number: row.invoice ?? '',
    instalment: one.instalment,
    currency: one.currency,
    before: known?.before ?? { open: before, dueOn: one.dueOn },
    after: { open: one.open, dueOn: one.dueOn },
  });
}

function accountNote(customerId: number, row: PaymentRow, part: NewMovement) {
  const { reference, currency } = row;
  return { customer: String(customerId), reference, amount: Math.abs(part.amount), currency };
}

function reportOf(taken: Taken, invoices: readonly InvoiceNote[], doubles: number): ImportReport {
  const opened = (one: InvoiceNote) => one.before?.open ?? 0;
  const settled = invoices.filter((one) => opened(one) > 0 && one.after.open <= 0);
  const reopened = invoices.filter((one) => opened(one) <= 0 && one.after.open > 0);
  const rest = invoices.filter((one) => !settled.includes(one) && !reopened.includes(one));
  const changed = rest.filter((one) => opened(one) !== one.after.open);
  const { refused, onAccount } = taken;
  const receipts = taken.movements.filter((one) => one.kind !== 'reversal' && one.part === 0);
  return {
    created: 0,
    changed: changed.length,
    settled: settled.length,
    reopened: reopened.length,
    unchanged: taken.repeats + doubles,
    paid: receipts.length,
    notes: { ...noNotes, changed, settled, reopened, refused, onAccount },
  };
}
