/**
 * What a message template is given. The caller fills `MessageVariables` from facts; missing things
 * are null, never absent, so that a template can test them. Dates `YYYY-MM-DD`, money in minor units.
 */
import type { CustomField, FieldValue } from '../../schemas/index.ts';

export interface Money {
  readonly minor: number;
  readonly currency: string;
}

type Fields = Readonly<Record<string, FieldValue>>;

export interface CustomFields {
  readonly invoice?: Readonly<Record<string, CustomField>> | undefined;
  readonly customer?: Readonly<Record<string, CustomField>> | undefined;
}

export interface InvoiceVariables {
  readonly number: string;
  readonly issuedOn: string | null;
  readonly dueOn: string | null;
  readonly amount: Money;
  readonly open: Money;
  readonly currency: string;
  /** Whole days since the due date; 0 before it. */
  readonly daysLate: number;
  /** Fields of type money hold minor units of the invoice's currency. */
  readonly custom: Fields;
}

export interface MessageVariables {
  readonly company: {
    readonly name: string;
    readonly address: string | null;
    readonly registration: string | null;
    readonly email: string;
    readonly phone: string | null;
    readonly iban: string | null;
    readonly bic: string | null;
  };
  readonly contact: { readonly name: string | null; readonly firstName: string | null };
  readonly customer: {
    readonly name: string;
    readonly number: string;
    /** Postal address for a letter, lines separated by `\n`. */
    readonly address: string | null;
    readonly custom: Fields;
  };
  /** The invoices that this message is about, at least one; the first one is `invoice`. */
  readonly invoices: readonly [InvoiceVariables, ...InvoiceVariables[]];
  /** Credits and unallocated receipts of the customer; null where there are none. */
  readonly credit: Money | null;
  /** Penalties and indemnity as computed at `today`; null where the law or the contract has none. */
  readonly late: {
    /** Yearly rate in percent as a decimal string, `12.40`. */
    readonly rate: string | null;
    readonly penalties: Money | null;
    readonly indemnity: Money | null;
    /** Principal, penalties and indemnity together. */
    readonly total: Money | null;
  };
  /** Until when an answer or a payment is expected. */
  readonly deadline: string | null;
  readonly payment: { readonly link: string | null };
  /** The latest open promise. */
  readonly promise: { readonly date: string | null; readonly amount: Money | null };
  readonly owner: { readonly name: string | null; readonly email: string | null };
  readonly step: { readonly name: string };
  /** The previous contact of this invoice; `channel` a step kind. */
  readonly last: { readonly date: string | null; readonly channel: string | null };
  readonly today: string;
}
