/** Single payments, as a person or a program tells them; files go through `ledger/`. */
import { sql } from 'kysely';
import { type Act, writeAudit } from '../audit/write-audit.ts';
import type { Db } from '../database.ts';
import { StoreError } from '../errors.ts';
import { dayOf, isDay, largestAmount } from '../ledger/acceptable.ts';
import { type NewMovement, postMovements } from '../ledger/post-movements.ts';
import { announce } from '../outbox/announce.ts';
import type { MovementKind } from '../schema/ledger-tables.ts';
import { inTransaction } from './in-transaction.ts';
import { idOf, lockInvoice, placeOf, type Scope } from './invoice-row.ts';

export type NewPayment = Scope & {
  /** Positive, minor units. */
  readonly amount: number;
  readonly currency: string;
  /** `YYYY-MM-DD`; the day of `at` where absent. */
  readonly on?: string;
  readonly kind?: 'payment' | 'credit';
  readonly source?: string;
  /** Unique in the source: the same one twice is recorded once. */
  readonly reference?: string;
};

export interface RecordedPayment {
  /** The payment's id; null where its reference was recorded before. */
  readonly payment: string | null;
  readonly settled: boolean;
  /** What was left over and went on account. */
  readonly onAccount: number;
}

/**
 * Records a payment or credit of an invoice, the rest on account; or of a customer, on account.
 *
 * @throws StoreError `not-found`; `not-acceptable` for an amount, a date or a currency that does not fit.
 */
export function recordPayment(db: Db, payment: NewPayment, act: Act): Promise<RecordedPayment> {
  return inTransaction(db, async (tx) => {
    const { amount, currency, reference } = payment;
    const occurredOn = payment.on ?? dayOf(act.at);
    demandAmount(amount);
    demandDay(occurredOn);
    const place = await placeOf(tx, payment);
    const base = {
      customerId: place.customerId,
      kind: payment.kind ?? 'payment',
      currency,
      occurredOn,
    } as const;
    let onAccount = amount;
    const movements: NewMovement[] = [];
    if ('invoice' in payment) {
      const invoice = await lockInvoice(tx, payment.invoice);
      demandCurrency(currency, invoice.currency);
      const taken = Math.min(amount, Math.max(0, invoice.open));
      onAccount = amount - taken;
      if (taken > 0) movements.push({ ...base, invoiceId: invoice.id, amount: -taken });
    }
    if (onAccount > 0) movements.push({ ...base, invoiceId: null, amount: -onAccount });
    const parts = movements.map((one, part) => ({ ...one, part, reference: reference ?? null }));
    const posting = { at: act.at, source: payment.source ?? 'palier', importId: null };
    const posted = await postMovements(tx, parts, posting);
    const [first] = posted;
    if (first === undefined) return { payment: null, settled: false, onAccount: 0 };
    if (onAccount > 0) {
      await announce(tx, [{ what: 'refreshed', customerId: place.customerId, invoiceId: null }], act.at);
    }
    const detail = { amount, currency, on: occurredOn, reference: reference ?? null };
    await writeAudit(tx, act, { what: `recorded ${base.kind}`, object: place.object, detail });
    const settled = (first.before ?? 0) > 0 && (first.after ?? 1) <= 0;
    return { payment: String(first.id), settled, onAccount };
  });
}

/**
 * Takes a payment back, as a rejected direct debit: its invoice is open again. Twice is once.
 *
 * @throws StoreError `not-found`; `not-acceptable` for what is no payment or credit.
 */
export function reversePayment(
  db: Db,
  payment: string,
  act: Act & { readonly on?: string; readonly why?: string },
): Promise<{ readonly reversed: boolean }> {
  return inTransaction(db, async (tx) => {
    const occurredOn = act.on ?? dayOf(act.at);
    demandDay(occurredOn);
    const found = await readReceipt(tx, payment);
    if (found.kind !== 'payment' && found.kind !== 'credit') {
      throw new StoreError(
        'not-acceptable',
        `movement ${payment} is a ${found.kind}; reverse a payment or a credit`,
        {
          payment,
        },
      );
    }
    const movements = found.parts.map((one, part) => ({
      invoiceId: one.invoiceId,
      customerId: one.customerId,
      kind: 'reversal' as const,
      amount: -one.amount,
      currency: one.currency,
      occurredOn,
      reference: `reversal of ${payment}`,
      part,
      reverses: one.id,
    }));
    const posted = await postMovements(tx, movements, { at: act.at, source: 'palier', importId: null });
    if (posted.length === 0) return { reversed: false };
    const [first] = found.parts;
    const object = first?.invoiceId == null ? `customer ${first?.customerId}` : `invoice ${first.invoiceId}`;
    await writeAudit(tx, act, {
      what: 'reversed payment',
      object,
      why: act.why ?? null,
      detail: { payment },
    });
    return { reversed: true };
  });
}

interface Part {
  readonly id: number;
  readonly invoiceId: number | null;
  readonly customerId: number;
  readonly kind: MovementKind;
  readonly amount: number;
  readonly currency: string;
}

/** A movement with the other parts of the same receipt. */
async function readReceipt(db: Db, payment: string): Promise<{ kind: MovementKind; parts: readonly Part[] }> {
  const { rows } = await sql<Part>`
    select part.id, part.invoice_id as "invoiceId", part.customer_id as "customerId", part.kind, part.amount,
      part.currency
    from movement one join movement part on part.id = one.id
      or (part.source = one.source and part.reference = one.reference)
    where one.id = ${idOf(payment, 'payment')}::bigint and part.undone_at is null and part.amount <> 0
    order by part.id`.execute(db);
  const [first] = rows;
  if (first === undefined) throw new StoreError('not-found', `there is no payment ${payment}`, { payment });
  return { kind: first.kind, parts: rows };
}

export function demandAmount(amount: number): void {
  if (Number.isSafeInteger(amount) && amount > 0 && amount <= largestAmount) return;
  throw new StoreError(
    'not-acceptable',
    `${amount} is no amount; give a positive whole number of minor units`,
  );
}

export function demandDay(date: string): void {
  if (isDay(date)) return;
  throw new StoreError('not-acceptable', `"${date.slice(0, 100)}" is no date; write it like 2026-03-31`);
}

function demandCurrency(given: string, expected: string): void {
  if (given === expected) return;
  const message = `the invoice is in ${expected}; a payment in "${given.slice(0, 10)}" cannot be allocated to it`;
  throw new StoreError('not-acceptable', message);
}
