import type { FieldValue } from './facts.ts';
import type { Role } from './steps/index.ts';

/**
 * Rows on their way into the ledger, whatever the source: an export of an accounting program, the
 * example company, an API. Amounts in minor units, dates `YYYY-MM-DD`. A field that is absent leaves
 * what the ledger knows; null says that the source knows there is none.
 */
export interface ContactRow {
  readonly name: string;
  readonly firstName?: string | null;
  readonly roles: readonly Role[];
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly language?: string | null;
  readonly zone?: string | null;
}

export interface CustomerRow {
  readonly entity: string;
  readonly number: string;
  readonly name?: string;
  readonly language?: string;
  readonly zone?: string;
  readonly country?: string | null;
  readonly owner?: string | null;
  /** Tags put on; none is taken off. */
  readonly tags?: readonly string[];
  readonly custom?: Readonly<Record<string, FieldValue>>;
  readonly contacts?: readonly ContactRow[];
}

export interface InvoiceRow {
  readonly entity: string;
  /** The customer's number; with `customerName` the customer is made where it is missing. */
  readonly customer: string;
  readonly customerName?: string;
  readonly number: string;
  readonly instalment: number;
  readonly issuedOn?: string | null;
  readonly dueOn?: string | null;
  /** The invoice's full amount; the open amount where the source shows only that. */
  readonly amount?: number;
  readonly open: number;
  readonly currency: string;
  readonly custom?: Readonly<Record<string, FieldValue>>;
}

export interface PaymentRow {
  readonly entity: string;
  readonly customer?: string;
  /** The invoice paid; absent for a receipt on account. */
  readonly invoice?: string;
  readonly instalment?: number;
  /** Makes the row unique in its source; the same one twice changes nothing. */
  readonly reference: string;
  readonly kind: 'payment' | 'credit' | 'reversal';
  readonly on: string;
  /** Positive; a reversal takes it back. */
  readonly amount: number;
  readonly currency: string;
}

export type LedgerRows =
  | { readonly kind: 'balance'; readonly rows: readonly InvoiceRow[] }
  | { readonly kind: 'payments'; readonly rows: readonly PaymentRow[] }
  | { readonly kind: 'customers'; readonly rows: readonly CustomerRow[] };

/** A line of a file that could not be taken, and what would be. */
export interface RefusedLine {
  /** 1-based, as an editor counts. */
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly accepted: string;
}
