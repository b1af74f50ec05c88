import type { PaymentRow } from '../../schemas/index.ts';
import type { Candidate } from './payment-rows.ts';
import type { NewMovement } from './post-movements.ts';
import { type ShownMoney, takeSameMoney } from './same-money.ts';

/** What else is known of the customer while receipts are allocated; moves along with them. */
export interface Account {
  readonly customerId: number;
  /** Invoices that receipts name, by id. */
  readonly known: ReadonlyMap<number, Candidate>;
  /** Money of the customer that was told before. */
  readonly shown: ShownMoney | undefined;
}

/**
 * Splits a receipt over invoices, first instalment first, and puts the rest on account; a reversal
 * takes back what had been received, in the same order. What a balance had shown already explains
 * the receipt first and moves nothing. Pure but for the candidates and the account, which move along.
 */
export function allocatePayment(
  row: PaymentRow,
  candidates: readonly Candidate[],
  { customerId, known, shown }: Account,
): readonly NewMovement[] {
  const parts: NewMovement[] = [];
  const add = (invoiceId: number | null, amount: number, already: number) =>
    parts.push({
      invoiceId,
      customerId,
      kind: row.kind,
      amount: row.kind === 'reversal' ? amount : -amount,
      currency: row.currency,
      occurredOn: row.on,
      reference: row.reference,
      part: parts.length,
      already,
    });
  let rest = row.amount;
  for (const invoice of candidates) {
    const already = row.kind === 'reversal' ? 0 : Math.min(rest, shownBefore(invoice, row.on));
    rest -= already;
    const room = row.kind === 'reversal' ? invoice.amount - invoice.open : invoice.open;
    const taken = Math.min(rest, Math.max(0, room));
    rest -= taken;
    invoice.explained += already;
    if (shown !== undefined) shown.unexplained -= already;
    invoice.open += row.kind === 'reversal' ? taken : -taken;
    if (taken + already > 0) add(invoice.id, taken, already);
  }
  const isUnnamed = candidates.length === 0 && row.kind !== 'reversal';
  const same = isUnnamed ? takeSameMoney(shown, rest, row.on) : null;
  if (same !== null) {
    const invoice = known.get(same.invoiceId);
    if (invoice !== undefined) invoice.explained += rest;
    add(same.invoiceId, 0, rest);
  } else if (rest > 0) add(null, rest, 0);
  return parts;
}

function shownBefore(invoice: Candidate, on: string): number {
  const shown = invoice.shown.reduce((sum, one) => (one.on >= on ? sum + one.amount : sum), 0);
  return Math.max(0, shown - invoice.explained);
}
