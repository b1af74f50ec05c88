import type { PaymentRow } from '../../schemas/index.ts';
import type { Candidate } from './payment-rows.ts';
import type { NewMovement } from './post-movements.ts';

/**
 * Splits a receipt over invoices, first instalment first, and puts the rest on account; a reversal
 * takes back what had been received, in the same order. What a balance had shown already explains
 * the receipt first and moves nothing. Pure but for the candidates, whose amounts move along.
 */
export function allocatePayment(
  row: PaymentRow,
  candidates: readonly Candidate[],
  customerId: number,
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
    invoice.open += row.kind === 'reversal' ? taken : -taken;
    if (taken + already > 0) add(invoice.id, taken, already);
  }
  if (rest > 0) add(null, rest, 0);
  return parts;
}

function shownBefore(invoice: Candidate, on: string): number {
  const shown = invoice.shown.reduce((sum, one) => (one.on >= on ? sum + one.amount : sum), 0);
  return Math.max(0, shown - invoice.explained);
}
