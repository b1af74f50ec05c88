import type { InvoiceRow, PaymentRow } from '../../schemas/index.ts';
import type { ImportContext } from '../../store/index.ts';

export const day = 86_400_000;
/** A Monday morning. */
export const start = Date.parse('2026-03-02T06:00:00Z');
export const act = { at: start, actor: 'anna@example.com' };
export const compta: ImportContext = { ...act, source: 'compta' };

/** An invoice of customer C1, due 2026-03-01, in cents. */
export function invoice(number: string, open: number, more: Partial<InvoiceRow> = {}): InvoiceRow {
  return {
    entity: 'france',
    customer: 'C1',
    customerName: 'Dupont SA',
    number,
    instalment: 1,
    issuedOn: '2026-02-01',
    dueOn: '2026-03-01',
    open,
    currency: 'EUR',
    ...more,
  };
}

export function payment(reference: string, amount: number, more: Partial<PaymentRow> = {}): PaymentRow {
  return {
    entity: 'france',
    customer: 'C1',
    reference,
    kind: 'payment',
    on: '2026-03-02',
    amount,
    currency: 'EUR',
    ...more,
  };
}
