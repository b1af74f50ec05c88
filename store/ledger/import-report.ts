/** What an import did, or, after a rehearsal, would do. */
import type { RefusedRow } from './acceptable.ts';

/** One invoice in an import's report. */
export interface InvoiceNote {
  readonly invoice: string;
  readonly customer: string;
  readonly number: string;
  readonly instalment: number;
  readonly currency: string;
  /** Null where the invoice is new. */
  readonly before: { readonly open: number; readonly dueOn: string | null } | null;
  readonly after: { readonly open: number; readonly dueOn: string | null };
}

export interface CustomerNote {
  readonly customer: string;
  readonly entity: string;
  readonly number: string;
  readonly name: string;
}

export interface ImportNotes {
  readonly created: readonly InvoiceNote[];
  readonly changed: readonly InvoiceNote[];
  readonly settled: readonly InvoiceNote[];
  readonly reopened: readonly InvoiceNote[];
  /** Left as they are, because another source knows something newer or they are written off. */
  readonly leftAlone: readonly InvoiceNote[];
  readonly customersCreated: readonly CustomerNote[];
  readonly customersChanged: readonly CustomerNote[];
  /** Receipts, or rests of them, that no invoice takes. */
  readonly onAccount: readonly {
    readonly customer: string;
    readonly reference: string;
    readonly amount: number;
    readonly currency: string;
  }[];
  readonly refused: readonly RefusedRow[];
  /** True where the source has been read at a later moment already: nothing was taken. */
  readonly outdated: boolean;
}

export interface ImportResult {
  /** Null after a rehearsal. */
  readonly importId: string | null;
  /** Every invoice (with customers: every customer) is counted in one of these five. */
  readonly created: number;
  readonly changed: number;
  readonly settled: number;
  readonly reopened: number;
  readonly unchanged: number;
  /** Payments and credits recorded. */
  readonly paid: number;
  readonly notes: ImportNotes;
}

export const noNotes: ImportNotes = {
  created: [],
  changed: [],
  settled: [],
  reopened: [],
  leftAlone: [],
  customersCreated: [],
  customersChanged: [],
  onAccount: [],
  refused: [],
  outdated: false,
};

export type ImportReport = Omit<ImportResult, 'importId'> & {
  /** When the source was read, where only reading it could tell. */
  readonly asOf?: number;
  /** Lines that could not be read, where only reading the file could tell; else the context's. */
  readonly unread?: number;
};
