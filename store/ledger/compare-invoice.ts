import type { KnownInvoice, PlacedRow } from './balance-rows.ts';
import type { NewMovement } from './post-movements.ts';

/** The fields of an invoice as a row leaves them; null where they stay as they are. */
export interface InvoiceUpdate {
  readonly id: number;
  readonly issuedOn: string | null;
  readonly dueOn: string | null;
  readonly amount: number;
  readonly custom: KnownInvoice['custom'];
  readonly source: string;
}

/** What a row changes in the fields of a known invoice; null where nothing. An absent field changes nothing. */
export function compareFields(known: KnownInvoice, row: PlacedRow, source: string): InvoiceUpdate | null {
  const update = {
    id: known.id,
    issuedOn: row.issuedOn === undefined ? known.issuedOn : row.issuedOn,
    dueOn: row.dueOn === undefined ? known.dueOn : row.dueOn,
    amount: row.amount ?? known.amount,
    custom: row.custom === undefined ? known.custom : { ...known.custom, ...row.custom },
    source,
  };
  const same =
    update.issuedOn === known.issuedOn &&
    update.dueOn === known.dueOn &&
    update.amount === known.amount &&
    source === known.source &&
    Object.entries(row.custom ?? {}).every(([name, value]) => known.custom[name] === value);
  return same ? null : update;
}

/**
 * The movement that brings a known invoice to an open amount; null where it is there already. Less
 * is a payment; more is a reversal where nothing was open, else a correction, as is every change of a
 * credit note.
 */
export function movementTo(
  known: Pick<KnownInvoice, 'id' | 'customerId' | 'open' | 'currency'>,
  open: number,
  occurredOn: string,
): NewMovement | null {
  const amount = open - known.open;
  if (amount === 0) return null;
  const kind =
    known.open > 0 && amount < 0 ? 'payment' : known.open <= 0 && open > 0 ? 'reversal' : 'adjustment';
  return {
    invoiceId: known.id,
    customerId: known.customerId,
    kind,
    amount,
    currency: known.currency,
    occurredOn,
  };
}
