import type { KnownInvoice, PlacedRow } from '../ledger/balance-rows.ts';
import type { ImportReport, InvoiceNote } from '../ledger/import-report.ts';
import { noNotes } from '../ledger/import-report.ts';
import type { Posted } from '../ledger/post-movements.ts';
import type { InvoiceWithHistory } from './create-with-history.ts';
import type { Match } from './match-customer.ts';

/** A credit, or the rest of one, that no invoice takes; or a debit that is no invoice. */
export interface Unmatched {
  readonly customer: string;
  readonly entry: string;
  readonly on: string;
  readonly piece: string;
  readonly label: string;
  /** Minor units; negative where it counts in the customer's favour. */
  readonly amount: number;
}

/** Most of each list that a report holds; its counts are of all. */
const mostNamed = 1000;

interface Placed {
  readonly rows: readonly PlacedRow[];
  readonly known: ReadonlyMap<number, KnownInvoice>;
  readonly fresh: readonly InvoiceWithHistory[];
  readonly posted: readonly Posted[];
  readonly idOf: (row: PlacedRow) => number;
  readonly matched: readonly { readonly customer: string; readonly match: Match }[];
}

/** What an import of accounts has done so far, group by group. */
export class FecTally {
  readonly unmatched: Unmatched[] = [];
  unmatchedCount = 0;
  /** Items of years before that an opening no longer lists. */
  closed = 0;
  /** Balances carried forward that the lines before them do not explain. */
  differences = 0;
  readonly #counts = { created: 0, changed: 0, settled: 0, reopened: 0, unchanged: 0, paid: 0 };
  readonly #notes = {
    created: [] as InvoiceNote[],
    changed: [] as InvoiceNote[],
    settled: [] as InvoiceNote[],
    reopened: [] as InvoiceNote[],
  };

  count({ rows, known, fresh, posted, idOf, matched }: Placed): void {
    for (const row of fresh) this.#note('created', noteOf(idOf(row), row, null, row.open));
    const after = new Map<number, { before: number; after: number }>();
    for (const one of posted) {
      if (one.invoiceId === null || one.before === null || one.after === null) continue;
      after.set(one.invoiceId, { before: one.before, after: one.after });
    }
    for (const [place, invoice] of known) {
      const row = rows[place];
      const change = after.get(invoice.id);
      if (row === undefined || change === undefined || change.before === change.after)
        this.#counts.unchanged += 1;
      else this.#note(changeOf(change), noteOf(invoice.id, row, invoice, change.after));
    }
    this.#counts.paid += posted.filter((one) => one.kind === 'payment' && one.reverses === undefined).length;
    for (const { customer, match } of matched) this.#countMatch(customer, match);
  }

  #countMatch(customer: string, { unmatched, closed, differences }: Match): void {
    this.closed += closed;
    this.differences += differences;
    this.unmatchedCount += unmatched.length;
    for (const { line, amount } of unmatched.slice(0, mostNamed - this.unmatched.length)) {
      const { entry, on, piece, label } = line;
      this.unmatched.push({ customer, entry, on, piece, label, amount });
    }
  }

  report(): ImportReport {
    return { ...this.#counts, notes: { ...noNotes, ...this.#notes } };
  }

  #note(what: 'created' | 'changed' | 'settled' | 'reopened', note: InvoiceNote): void {
    this.#counts[what] += 1;
    if (this.#notes[what].length < mostNamed) this.#notes[what].push(note);
  }
}

function changeOf({ before, after }: { readonly before: number; readonly after: number }) {
  if (before > 0 && after <= 0) return 'settled';
  return before <= 0 && after > 0 ? 'reopened' : 'changed';
}

function noteOf(id: number, row: PlacedRow, known: KnownInvoice | null, open: number): InvoiceNote {
  const { customer, number, instalment, currency } = row;
  const before = known === null ? null : { open: known.open, dueOn: known.dueOn };
  return {
    invoice: String(id),
    customer,
    number,
    instalment,
    currency,
    before,
    after: { open, dueOn: row.dueOn ?? null },
  };
}
