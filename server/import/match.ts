import { type FieldSpec, type FileKind, fieldsOf } from './fields/index.ts';
import type { ContactGroup } from './fields/spec.ts';
import { fold, headerWords } from './names.ts';
import { mayHold, type Profile } from './profile.ts';
import { roleNamed } from './roles.ts';

/** A column that may be a field. `score` above 60 is a name known as it stands; `telling` speaks for the kind. */
export interface Match {
  readonly column: string;
  readonly field: string;
  readonly score: number;
  readonly telling: boolean;
  readonly contact?: string;
}

const contactFields: ReadonlySet<string> = new Set([
  'contactName',
  'contactFirstName',
  'contactRole',
  'email',
  'phone',
]);

/** Alone inside a longer header, these words still say what the column is. */
const strongWords: ReadonlySet<string> = new Set(
  [
    'echeance',
    'solde',
    'devise',
    'currency',
    'email',
    'courriel',
    'telephone',
    'phone',
    'debit',
    'credit',
    'facture',
  ].concat([
    ...[
      'invoice',
      'client',
      'customer',
      'prenom',
      'langue',
      'language',
      'pays',
      'country',
      'outstanding',
      'balance',
      'montant',
    ],
  ]),
);

const knownWords: ReadonlyMap<FieldSpec, readonly (readonly string[])[]> = new Map(
  Object.values(fieldsOf)
    .flatMap((fields) => Object.values(fields))
    .map((spec) => [spec, spec.names.map(headerWords)]),
);

interface Score {
  readonly score: number;
  readonly telling: boolean;
}

function scoreName(words: readonly string[], header: string, spec: FieldSpec): Score | null {
  const key = words.join(' ');
  if (spec.pattern?.test(fold(header)) === true) return { score: 95, telling: true };
  let best: Score | null = null;
  for (const [index, named] of (knownWords.get(spec) ?? []).entries()) {
    const telling = index < (spec.telling ?? 0);
    const exact = named.join(' ') === key;
    const score = exact ? 100 - index / 2 : 25 + named.length * 8 - index / 10;
    if (!exact && !contains(words, named)) continue;
    if (best === null || score > best.score) best = { score, telling: telling && exact };
  }
  return best;
}

function contains(words: readonly string[], named: readonly string[]): boolean {
  if (named.length === 1 && !strongWords.has(named[0] ?? '')) return false;
  return named.length > 0 && named.length < words.length && named.every((word) => words.includes(word));
}

/** The words of a header without the digit or role that tells several contacts apart. */
function contactGroup(words: readonly string[]): { words: readonly string[]; group: ContactGroup } | null {
  const digit = words.find((word) => /^\d$/.test(word));
  if (digit !== undefined)
    return { words: words.filter((word) => word !== digit), group: { contact: digit } };
  for (const word of words.slice(0, 6)) {
    const role = word.length < 3 || ['service', 'direction'].includes(word) ? null : roleNamed(word);
    if (role !== null)
      return { words: words.filter((other) => other !== word), group: { contact: role, role } };
  }
  return null;
}

/** All fields that one column may be for a kind of file, by its header and by what its cells look like. */
export function matchesOf(column: string, profile: Profile, kind: FileKind): readonly Match[] {
  const words = headerWords(column.replace(/ \(\d+\)$/, ''));
  const apart = kind === 'customers' ? contactGroup(words) : null;
  const found: Match[] = [];
  for (const [field, spec] of Object.entries(fieldsOf[kind])) {
    const own = scoreName(words, column, spec);
    if (own !== null && mayHold(profile, spec.content)) {
      found.push({ column, field, ...own, score: own.score + fitness(field, profile) });
    }
    const inGroup = apart !== null && contactFields.has(field) ? scoreName(apart.words, column, spec) : null;
    if (apart !== null && inGroup !== null && inGroup.score > 60 && mayHold(profile, spec.content)) {
      found.push({ column, field, ...inGroup, score: inGroup.score + 1, contact: apart.group.contact });
    }
  }
  return found;
}

/** Tells a customer's code from the name, where a header such as « Client » may mean both. */
function fitness(field: string, { filled, code, letters, amount }: Profile): number {
  if (filled === 0) return 0;
  if (field === 'customerName') return letters < 0.5 ? -40 : code > 0.8 ? -20 : 0;
  if (field === 'customer') return code < 0.5 ? -60 : 0;
  if (field === 'number' || field === 'invoice') return amount > 0.9 || code > 0.5 ? 0 : -30;
  return 0;
}
