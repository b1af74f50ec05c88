import { splitCells } from './cells.ts';

/** The columns that are read; the law names eighteen, and programs write their names in every case. */
const names = {
  journal: ['journalcode'],
  journalName: ['journallib'],
  number: ['ecriturenum'],
  on: ['ecrituredate'],
  account: ['comptenum'],
  accountName: ['comptelib'],
  aux: ['compauxnum', 'compteauxnum'],
  auxName: ['compauxlib', 'compteauxlib'],
  piece: ['pieceref'],
  pieceOn: ['piecedate'],
  label: ['ecriturelib'],
  debit: ['debit'],
  credit: ['credit'],
  amount: ['montant'],
  sense: ['sens'],
  lettering: ['ecriturelet', 'let', 'lettrage'],
  letteredOn: ['datelet', 'datelettrage'],
  validOn: ['validdate'],
  originalAmount: ['montantdevise'],
  originalCurrency: ['idevise'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type FecColumn = keyof typeof names;

const needed: readonly FecColumn[] = ['journal', 'number', 'on', 'account'];

export interface FecHeader {
  readonly separator: '\t' | '|' | ';';
  /** Place of each column, from 0; -1 where the file has none. */
  readonly places: Readonly<Record<FecColumn, number>>;
  /** What the file calls its columns. */
  readonly cells: readonly string[];
}

/** The header of a FEC, or the columns that are missing for it to be one. */
export function readFecHeader(
  line: string,
): { readonly header: FecHeader } | { readonly missing: readonly string[] } {
  const separators = ['\t', '|', ';'] as const;
  const separator = separators.find((one) => line.split(one).length >= 8) ?? '\t';
  const cells = splitCells(line, separator).map((cell) => cell.trim());
  const folded = cells.map((cell) =>
    cell
      .normalize('NFD')
      .replace(/[^a-zA-Z]/g, '')
      .toLowerCase(),
  );
  const placeOf = (column: FecColumn) => {
    const known: readonly string[] = names[column];
    return folded.findIndex((cell) => known.includes(cell));
  };
  const columns = Object.keys(names) as FecColumn[];
  const places = Object.fromEntries(columns.map((one) => [one, placeOf(one)])) as FecHeader['places'];
  const missing = needed.filter((column) => places[column] < 0).map((column) => spelled[column] ?? column);
  const hasBoth = places.debit >= 0 && places.credit >= 0;
  const hasSense = places.amount >= 0 && places.sense >= 0;
  if (!hasBoth && !hasSense) missing.push('Debit, Credit');
  return missing.length > 0 ? { missing } : { header: { separator, places, cells } };
}

const spelled: Readonly<Partial<Record<FecColumn, string>>> = {
  journal: 'JournalCode',
  number: 'EcritureNum',
  on: 'EcritureDate',
  account: 'CompteNum',
};

/** True where the first bytes of a file are the header of a FEC. */
export function looksLikeFec(head: Uint8Array): boolean {
  const text = new TextDecoder('latin1').decode(head.subarray(0, 2000)).replace(/^\u00ef\u00bb\u00bf/, '');
  return 'header' in readFecHeader(text.split(/\r?\n/, 1)[0] ?? '');
}
