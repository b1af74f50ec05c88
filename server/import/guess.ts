import type { Workspace } from '../../schemas/index.ts';
import { assignFields, byContent } from './assign.ts';
import { decimalProofs, orderProofs } from './evidence.ts';
import { type FileKind, fieldsOf, fileKinds, missingFields } from './fields/index.ts';
import type { ColumnMapping, ImportMapping } from './mapping.ts';
import { type Match, matchesOf } from './match.ts';
import { headerWords } from './names.ts';
import { type Profile, profileOf } from './profile.ts';
import type { Table } from './table.ts';

export interface GuessOptions {
  /** Where the user has said what the file holds. */
  readonly kind?: FileKind;
  readonly customFields?: Workspace['customFields'];
}

export interface Guess {
  /** What the caller remembers for this source, once it holds good. */
  readonly mapping: ImportMapping;
  /** How sure the kind is: 0 not at all, 1 beyond doubt. Ask the user below 0.3. */
  readonly confidence: number;
  /** Groups of fields of which the file must have one and none was recognised. */
  readonly missing: readonly (readonly string[])[];
  /** Headers that mean nothing to us; they are left out. */
  readonly unknown: readonly string[];
}

interface Candidate {
  readonly kind: FileKind;
  readonly matches: readonly Match[];
  readonly score: number;
}

/**
 * Guesses what a file holds and which column is which field, by the headers in French and English and
 * by what the cells look like. Formats are written into the mapping only where the file proves them.
 */
export function guessMapping(table: Table, options: GuessOptions = {}): Guess {
  const profiles = new Map(table.header.map((name, index) => [name, profileOf(table, index)]));
  const candidates = (options.kind === undefined ? fileKinds : [options.kind])
    .map((kind) => candidate(table, profiles, kind, options.customFields))
    .sort((a, b) => b.score - a.score);
  const [best, second] = candidates;
  if (best === undefined) throw new RangeError('there is no kind of file to guess');
  const place = (one: Match) => table.header.indexOf(one.column);
  const columns = [...best.matches]
    .sort((a, b) => place(a) - place(b))
    .map(({ column, field, contact }) => ({
      column,
      field,
      ...(contact === undefined ? {} : { contact }),
    }));
  const { encoding, separator } = table;
  const mapped = new Set(columns.map((one) => one.column));
  const missing = missingFields(
    best.kind,
    columns.map((one) => one.field),
  );
  const lead = second === undefined ? 1 : (best.score - second.score) / Math.max(best.score, 1);
  return {
    mapping: {
      kind: best.kind,
      encoding,
      ...(separator === undefined ? {} : { separator }),
      columns: withFormats(table, best.kind, columns),
    },
    confidence: missing.length > 0 ? 0 : Math.round(Math.min(1, Math.max(0, lead)) * 100) / 100,
    missing,
    unknown: table.header.filter((name) => !mapped.has(name) && (profiles.get(name)?.filled ?? 0) > 0),
  };
}

function candidate(
  table: Table,
  profiles: ReadonlyMap<string, Profile>,
  kind: FileKind,
  customFields: Workspace['customFields'],
): Candidate {
  const custom = customMatches(table.header, kind, customFields);
  const open = [...profiles].filter(([name]) => !custom.some((one) => one.column === name));
  const matches = assignFields(
    open.flatMap(([name, profile]) => matchesOf(name, profile, kind)),
    kind,
  );
  const fields = new Set(matches.map((one) => one.field));
  const telling = new Set(matches.filter((one) => one.telling).map((one) => one.field)).size;
  const complete = missingFields(kind, [...fields]).length === 0;
  const score = fields.size + 3 * telling + (complete ? 4 : 0);
  return { kind, matches: [...byContent(kind, matches, profiles), ...custom], score };
}

function customMatches(
  header: readonly string[],
  kind: FileKind,
  custom: Workspace['customFields'],
): readonly Match[] {
  const fields =
    (kind === 'customers' ? custom?.customer : kind === 'balance' ? custom?.invoice : undefined) ?? {};
  return Object.entries(fields).flatMap(([name, { label }]) => {
    const names = [name, label?.fr, label?.en].flatMap((one) =>
      one === undefined ? [] : [headerWords(one).join(' ')],
    );
    const column = header.find((one) => names.includes(headerWords(one).join(' ')));
    return column === undefined ? [] : [{ column, field: `custom.${name}`, score: 100, telling: false }];
  });
}

function withFormats(table: Table, kind: FileKind, columns: readonly ColumnMapping[]): ColumnMapping[] {
  const ofContent = (content: string) =>
    columns.filter((one) => fieldsOf[kind][one.field]?.content === content);
  const indexes = (some: readonly ColumnMapping[]) => some.map((one) => table.header.indexOf(one.column));
  const amounts = ofContent('amount');
  const dates = ofContent('date');
  const decimals = decimalProofs(table, indexes(amounts));
  const orders = orderProofs(table, indexes(dates));
  return columns.map((one) => {
    const decimal = decimals[amounts.indexOf(one)] ?? 'mixed';
    const order = orders[dates.indexOf(one)] ?? 'mixed';
    return { ...one, ...(decimal === 'mixed' ? {} : { decimal }), ...(order === 'mixed' ? {} : { order }) };
  });
}
