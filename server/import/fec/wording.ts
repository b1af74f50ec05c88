import type { RefusedLine } from '../../../schemas/index.ts';

/** What the reading of a FEC says to people. */
export interface FecWording {
  readonly cells: (expected: number, found: number) => string;
  readonly date: string;
  readonly name: string;
  readonly amount: string;
  readonly oneSide: string;
  readonly sense: string;
  readonly empty: (file: string) => string;
  readonly header: (file: string, missing: readonly string[]) => string;
  readonly lineTooLong: (file: string, line: number) => string;
  readonly overlap: (one: string, other: string) => string;
  readonly noDay: (file: string, first: RefusedLine | undefined) => string;
  readonly wide: (file: string) => string;
  readonly year: (closing: string) => string;
}

const french: FecWording = {
  cells: (expected, found) => `${expected} cellules, comme l’en-tête ; il y en a ${found}`,
  date: 'une date AAAAMMJJ',
  name: 'un texte court, non vide',
  amount: 'un montant comme 1234,56',
  oneSide: 'un débit ou un crédit, pas les deux',
  sense: 'D ou C',
  empty: (file) => `${file} est vide`,
  header: (file, missing) =>
    `${file} n’est pas un FEC : il manque ${missing.join(', ')} dans la première ligne (article A47 A-1 du LPF, séparateur tabulation ou |)`,
  lineTooLong: (file, line) => `${file} n’est pas un FEC : la ligne ${line} ne finit pas`,
  overlap: (one, other) =>
    `${one} et ${other} couvrent les mêmes jours ; donnez un seul fichier par exercice`,
  noDay: (file, first) =>
    `${file} n’a aucune ligne lisible${first === undefined ? '' : ` ; ligne ${first.line}, ${first.column} « ${first.value} », attendu : ${first.accepted}`}`,
  wide: (file) => `${file} couvre plus de deux ans ; un FEC est celui d’un exercice`,
  year: (closing) => `une date de l’exercice clos le ${closing}`,
};

const english: FecWording = {
  cells: (expected, found) => `${expected} cells, as the header; there are ${found}`,
  date: 'a date YYYYMMDD',
  name: 'a short text, not empty',
  amount: 'an amount such as 1234,56',
  oneSide: 'a debit or a credit, not both',
  sense: 'D or C',
  empty: (file) => `${file} is empty`,
  header: (file, missing) =>
    `${file} is no FEC: its first line lacks ${missing.join(', ')} (article A47 A-1 of the LPF, divided by tab or |)`,
  lineTooLong: (file, line) => `${file} is no FEC: line ${line} does not end`,
  overlap: (one, other) => `${one} and ${other} cover the same days; give one file an accounting year`,
  noDay: (file, first) =>
    `${file} has no line that can be read${first === undefined ? '' : `; line ${first.line}, ${first.column} "${first.value}", expected: ${first.accepted}`}`,
  wide: (file) => `${file} covers more than two years; a FEC is that of one accounting year`,
  year: (closing) => `a date of the accounting year that ends on ${closing}`,
};

export const fecWordings = { fr: french, en: english } as const;
