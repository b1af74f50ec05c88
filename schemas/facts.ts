import type { Role, TaskOutcome } from './steps/index.ts';

/** A value of a custom field. Money is in minor units, dates are `YYYY-MM-DD`. */
export type FieldValue = string | number | boolean;

export interface ContactFacts {
  readonly id: string;
  readonly name: string;
  readonly firstName: string | null;
  readonly roles: readonly Role[];
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: string | null;
  readonly zone: string | null;
}

export interface DisputeFacts {
  readonly id: string;
  readonly category: string | null;
  readonly openedAt: number;
  readonly closedAt: number | null;
}

export interface PromiseFacts {
  readonly id: string;
  readonly recordedAt: number;
  /** In date order; `amount` in minor units. */
  readonly parts: readonly { readonly on: string; readonly amount: number }[];
  readonly fate: 'open' | 'kept' | 'broken' | 'replaced';
}

/**
 * What is true of one invoice and its customer at one moment, gathered by a driver and handed to
 * the pure core. Amounts in minor units, instants in epoch milliseconds, dates `YYYY-MM-DD`.
 */
export interface InvoiceFacts {
  readonly invoice: {
    readonly id: string;
    readonly number: string;
    readonly instalment: number;
    /** Null where the source had none, or an absurd one. */
    readonly issuedOn: string | null;
    readonly dueOn: string | null;
    readonly amount: number;
    /** Amount less allocated payments and credits. */
    readonly open: number;
    readonly currency: string;
    readonly tags: readonly string[];
    readonly custom: Readonly<Record<string, FieldValue>>;
    readonly writtenOff: boolean;
    /** Why `open` came to zero, if it did: credits alone, or payments. */
    readonly settledBy: 'paid' | 'credited' | null;
  };
  readonly customer: {
    readonly id: string;
    readonly number: string;
    readonly name: string;
    readonly language: string;
    readonly zone: string;
    readonly country: string | null;
    readonly segment: string | null;
    /** Email address of the person in charge. */
    readonly owner: string | null;
    readonly tags: readonly string[];
    readonly custom: Readonly<Record<string, FieldValue>>;
    /** Set where nobody may contact this customer; `until` null without end. */
    readonly excluded: { readonly reason: string; readonly until: number | null } | null;
    readonly insolvent: boolean;
    /** Open amount of all invoices less unallocated receipts and credits. */
    readonly net: number;
    /** Unallocated receipts and credits, which `net` has deducted; absent where there are none. */
    readonly credit?: number;
    /** Open amount past due. */
    readonly overdue: number;
    readonly openInvoices: number;
    readonly firstInvoiceOn: string | null;
    /** Mean days between due date and payment of the paid invoices; null without any. */
    readonly averageDelay: number | null;
    readonly brokenPromises: number;
  };
  readonly contacts: readonly ContactFacts[];
  readonly disputes: readonly DisputeFacts[];
  readonly promises: readonly PromiseFacts[];
  /** Payments of this invoice; a reversal has a negative amount. */
  readonly payments: readonly { readonly on: string; readonly recordedAt: number; readonly amount: number }[];
  /** Operator's holds of this invoice or customer. */
  readonly holds: readonly { readonly id: string; readonly until: number | null }[];
  readonly paused: boolean;
  readonly replies: readonly { readonly id: string; readonly at: number }[];
  readonly bounces: readonly { readonly id: string; readonly at: number }[];
  readonly tasks: readonly {
    readonly id: string;
    readonly step: string | null;
    readonly doneAt: number | null;
    readonly outcome: TaskOutcome | null;
  }[];
  /** When the ledger was last brought up to date; null where it never goes stale. */
  readonly refreshedAt: number | null;
}
