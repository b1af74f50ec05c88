import { formatAmount, type RefusedLine } from '../../../schemas/index.ts';
import type { FecResult, InvoiceNote, ProvenCustomer } from '../../../store/index.ts';
import type { FecSummary } from '../../import/fec/index.ts';

/** One export as it was read; amounts as decimal strings. */
export interface FecFileOutput {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly lines: number;
  readonly entries: number;
  readonly customerLines: number;
  /** Lines that are a customer's, or may be, and cannot be read. */
  readonly refused: readonly RefusedLine[];
  readonly refusedCount: number;
  /** Lines of other accounts that cannot be read. */
  readonly refusedElsewhere: number;
  readonly unbalanced: readonly {
    readonly journal: string;
    readonly number: string;
    readonly line: number;
    readonly difference: string;
  }[];
  readonly unbalancedCount: number;
  /** Lines of customers in another currency than the euro; the ledger has their euros. */
  readonly foreign: number;
  /** 413, 416 and 419: told, not counted in the balances. */
  readonly beside: readonly { readonly account: string; readonly lines: number; readonly balance: string }[];
}

interface Touched {
  readonly customer: string;
  readonly number: string;
  readonly before: string | null;
  readonly after: string;
}

interface Line {
  readonly customer: string;
  readonly entry: string;
  readonly on: string;
  readonly piece: string;
  readonly amount: string;
}

export interface FecOutput {
  readonly import: string | null;
  readonly source: string;
  readonly entity: string;
  /** The company that the file's name says, where the registration of the entity does not hold it. */
  readonly otherSiren: string | null;
  readonly dryRun: boolean;
  readonly outdated: boolean;
  /** Nothing was taken, because lines of customers cannot be read. */
  readonly holed: boolean;
  readonly files: readonly FecFileOutput[];
  readonly lines: { readonly added: number; readonly unchanged: number } | null;
  readonly counts: Readonly<Record<'created' | 'changed' | 'settled' | 'reopened' | 'unchanged', number>>;
  readonly created: readonly Touched[];
  readonly changed: readonly Touched[];
  readonly settled: readonly Touched[];
  readonly reopened: readonly Touched[];
  /** Lines that an earlier export had and this one has not. */
  readonly vanished: readonly Line[];
  readonly vanishedCount: number;
  /** On account: what no invoice takes; negative in the customer's favour. */
  readonly unmatched: readonly (Line & { readonly label: string })[];
  readonly unmatchedCount: number;
  /** What opening entries carry otherwise than the lines before them. */
  readonly carried: { readonly closed: number; readonly differences: number };
  readonly terms: {
    readonly byDefault: string | null;
    readonly withoutTerm: number;
    readonly unreadable: readonly string[];
    readonly beyondMaximum: number;
    readonly undated: number;
  };
  readonly proof: {
    readonly agrees: boolean;
    readonly equal: number;
    readonly unequal: number;
    readonly file: string;
    readonly ledger: string;
    readonly customers: readonly {
      readonly customer: string;
      readonly name: string;
      readonly file: string;
      readonly ledger: string;
      readonly elsewhere: string;
      readonly equal: boolean;
    }[];
  } | null;
}

export interface Asked {
  readonly files: readonly { readonly name: string }[];
  readonly summaries: readonly FecSummary[];
  readonly source: string;
  readonly entity: string;
  readonly otherSiren: string | null;
  readonly dryRun: boolean;
  readonly term: string | null;
}

export function outputOf(result: FecResult, asked: Asked): FecOutput {
  const { importId, notes, created, changed, settled, reopened, unchanged, lines, proof, terms } = result;
  const { source, entity, otherSiren, dryRun, term } = asked;
  return {
    ...{
      import: importId,
      source,
      entity,
      otherSiren,
      dryRun,
      outdated: notes.outdated,
      holed: result.holed,
    },
    files: asked.summaries.map((summary, place) => fileOf(asked.files[place]?.name ?? '', summary)),
    lines: lines === null ? null : { added: lines.added, unchanged: lines.unchanged },
    counts: { created, changed, settled, reopened, unchanged },
    ...{ created: touched(notes.created), changed: touched(notes.changed) },
    ...{ settled: touched(notes.settled), reopened: touched(notes.reopened) },
    vanished: (lines?.vanished ?? []).map((one) => ({ ...one, amount: formatAmount(one.amount) })),
    vanishedCount: lines?.vanishedCount ?? 0,
    unmatched: result.unmatched.map((one) => ({ ...one, amount: formatAmount(one.amount) })),
    unmatchedCount: result.unmatchedCount,
    carried: result.carried,
    terms: { ...terms, byDefault: term, unreadable: [...terms.unreadable] },
    proof:
      proof === null
        ? null
        : {
            agrees: proof.unequal === 0,
            ...{ equal: proof.equal, unequal: proof.unequal },
            ...{ file: formatAmount(proof.file), ledger: formatAmount(proof.ledger) },
            customers: proof.customers.map(provenOf),
          },
  };
}

function provenOf({ customer, name, file, ledger, elsewhere }: ProvenCustomer) {
  const amounts = {
    file: formatAmount(file),
    ledger: formatAmount(ledger),
    elsewhere: formatAmount(elsewhere),
  };
  return { customer, name, ...amounts, equal: file === ledger };
}

function fileOf(path: string, summary: FecSummary): FecFileOutput {
  const { from, to, lines, entries, customerLines, foreign } = summary;
  const { refused, refusedCount, refusedElsewhere, unbalancedCount } = summary;
  return {
    name: path.split(/[/\\]/).at(-1) ?? path,
    ...{ from: from ?? '', to: to ?? '', lines, entries, customerLines },
    ...{ refused, refusedCount, refusedElsewhere, unbalancedCount, foreign },
    unbalanced: summary.unbalanced.map((one) => ({ ...one, difference: formatAmount(one.difference) })),
    beside: summary.beside.map((one) => ({ ...one, balance: formatAmount(one.balance) })),
  };
}

function touched(notes: readonly InvoiceNote[]): readonly Touched[] {
  return notes.map(({ customer, number, before, after }) => ({
    ...{ customer, number },
    before: before === null ? null : formatAmount(before.open),
    after: formatAmount(after.open),
  }));
}
