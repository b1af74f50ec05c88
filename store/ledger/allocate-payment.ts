import type { PaymentRow } from '../../schemas/index.ts';
import type { Candidate } from './payment-rows.ts';
import type { NewMovement } from './post-movements.ts';
import type { OnAccount } from './receipts-on-account.ts';
import type { ToldMoney } from './told-money.ts';

/** A row with the customer whose it is, and the invoices that it names. */
export interface Addressed {
  readonly row: PaymentRow;
  readonly candidates: readonly Candidate[];
  readonly customerId: number;
}

/** What a row was split into, and what of it no named invoice takes. */
export interface Allocated {
  readonly parts: readonly NewMovement[];
  readonly rest: number;
}

/**
 * Splits a receipt over the invoices that it names, first instalment first; a reversal takes back what had
 * been received, in the same order. What was told already explains it first and moves nothing. Pure but for
 * the candidates and what was told, which move along.
 */
export function allocatePayment(addressed: Addressed, told: ToldMoney): Allocated {
  const { row, candidates } = addressed;
  const parts: NewMovement[] = [];
  const isBack = row.kind === 'reversal';
  let rest = row.amount;
  for (const invoice of candidates) {
    const already = isBack ? 0 : told.explainNamed(invoice.id, rest, row.on, invoice.open <= 0);
    rest -= already;
    const room = isBack ? invoice.amount - invoice.open : invoice.open;
    const taken = Math.min(rest, Math.max(0, room));
    rest -= taken;
    const known = isBack ? told.explainTakenBack(invoice.id, rest) : 0;
    rest -= known;
    invoice.open += isBack ? taken : -taken;
    if (taken + already + known > 0)
      parts.push(partOf(addressed, parts.length, { invoiceId: invoice.id, taken, already: already + known }));
  }
  return { parts, rest };
}

/**
 * What no named invoice takes: it takes back a receipt on account of the same amount, where it is a
 * reversal; else an invoice may have told of it; else it lies on account.
 *
 * @param receipts Those on account; one that is taken back leaves the list.
 */
export function settleRest(
  addressed: Addressed,
  { parts, rest }: Allocated,
  { told, receipts }: { readonly told: ToldMoney; readonly receipts: OnAccount[] },
): NewMovement {
  const { row, customerId, candidates } = addressed;
  const isTakenBack = row.kind === 'reversal';
  const place = parts.length;
  const index = isTakenBack ? receipts.findIndex((one) => isTakenBackBy(one, addressed, rest)) : -1;
  const [receipt] = index === -1 ? [] : receipts.splice(index, 1);
  if (receipt !== undefined) {
    const part = partOf(addressed, place, { invoiceId: null, taken: rest, already: 0 });
    return { ...part, reverses: receipt.receipt };
  }
  const { currency } = row;
  const isUnnamed = candidates.length === 0 || !isTakenBack;
  const explained = isUnnamed
    ? told.explainUnnamed({ customerId, currency }, { amount: rest, on: row.on, isTakenBack })
    : null;
  return explained === null
    ? partOf(addressed, place, { invoiceId: null, taken: rest, already: 0 })
    : partOf(addressed, place, { invoiceId: explained, taken: 0, already: rest });
}

function isTakenBackBy(one: OnAccount, { row, customerId }: Addressed, amount: number): boolean {
  return (
    one.customerId === customerId &&
    one.currency === row.currency &&
    one.left === amount &&
    one.on <= row.on &&
    !one.ofAccounts
  );
}

function partOf(
  { row, customerId }: Addressed,
  part: number,
  { invoiceId, taken, already }: { invoiceId: number | null; taken: number; already: number },
): NewMovement {
  return {
    ...{ invoiceId, customerId, part, already, kind: row.kind, currency: row.currency },
    amount: row.kind === 'reversal' ? taken : -taken,
    occurredOn: row.on,
    reference: row.reference,
  };
}
