/** Receipts, credits and reversals of a bank or an accounting program, each known by its reference. */
import type { PaymentRow } from '../../schemas/index.ts';
import type { Db, Tx } from '../database.ts';
import type { RefusedRow } from './acceptable.ts';
import { type Addressed, type Allocated, allocatePayment, settleRest } from './allocate-payment.ts';
import { ensureCustomers, type KnownCustomers } from './ensure-customers.ts';
import { batchesOf, type ImportContext, type Importing, runImport } from './import-context.ts';
import { type ImportReport, type ImportResult, type InvoiceNote, noNotes } from './import-report.ts';
import {
  type AcceptedPayment,
  acceptPayments,
  type Candidate,
  leaveOutKnown,
  readCandidates,
} from './payment-rows.ts';
import { type NewMovement, postMovements } from './post-movements.ts';
import { readTold } from './read-told.ts';
import { listReceiptsOnAccount } from './receipts-on-account.ts';

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
  const fresh = await leaveOutKnown(importing, batch);
  taken.repeats += batch.length - fresh.length;
  const invoices = await readCandidates(tx, fresh);
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
  const posting = { at: context.at, source: context.source, importId: importing.id };
  for await (const movements of allocateAll(tx, addressed, touched, taken)) {
    await postMovements(tx, movements, posting);
    taken.movements.push(...movements);
  }
}

/**
 * What names an invoice first, in the file's order; then receipts on account; last what was taken back of
 * them, which looks for those before it. Each step is posted before the next.
 */
async function* allocateAll(
  tx: Tx,
  addressed: readonly Addressed[],
  touched: Map<number, InvoiceNote>,
  taken: Taken,
): AsyncGenerator<readonly NewMovement[]> {
  const invoices = addressed.flatMap(({ candidates }) => candidates.map(({ id }) => id));
  const unnamed = addressed.filter(({ candidates }) => candidates.length === 0);
  const told = await readTold(tx, {
    invoices,
    customers: [...new Set(unnamed.map(({ customerId }) => customerId))],
  });
  const named: NewMovement[] = [];
  const rests: { readonly one: Addressed; readonly allocated: Allocated }[] = [];
  for (const one of addressed) {
    const before = new Map(one.candidates.map(({ id, open }) => [id, open]));
    const allocated = allocatePayment(one, told);
    named.push(...allocated.parts);
    for (const invoice of one.candidates)
      noteInvoice(touched, invoice, one.row, before.get(invoice.id) ?? invoice.open);
    if (allocated.rest > 0) rests.push({ one, allocated });
  }
  yield named;
  const isBack = ({ one: { row } }: (typeof rests)[number]) => row.kind === 'reversal';
  yield rests
    .filter((rest) => !isBack(rest))
    .map(({ one, allocated }) => {
      const part = settleRest(one, allocated, { told, receipts: [] });
      if (part.invoiceId === null) taken.onAccount.push(accountNote(one, part));
      return part;
    });
  const backs = rests.filter(isBack);
  if (backs.length === 0) return;
  const receipts = [...(await listReceiptsOnAccount(tx))];
  yield backs.map(({ one, allocated }) => settleRest(one, allocated, { told, receipts }));
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

function accountNote({ customerId, row }: Addressed, part: NewMovement) {
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
