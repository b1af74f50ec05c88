import type { Condition } from '../../schemas/index.ts';
import { canonicalJson } from './canonical.ts';
import { colon, fromTo } from './change.ts';
import { conditionWords } from './condition-words.ts';
import { fieldWords, valueWords } from './diff-field.ts';
import { quoted, type Words } from './words.ts';

type Entry = Readonly<Record<string, unknown>> & { readonly name: string; readonly next: string };

/**
 * What differs in the cases, outcomes or variants of a step, by their names.
 *
 * @param isDetour Whether two targets are the same but for steps that are told elsewhere.
 */
export function listDifferences(
  label: Words,
  key: string,
  before: unknown,
  after: unknown,
  isDetour: (before: string, after: string) => boolean,
): readonly Words[] {
  const old = before as readonly Entry[];
  const now = after as readonly Entry[];
  const said = [
    ...old.filter(({ name }) => !has(now, name)).map((entry) => goneWords(label, key, entry)),
    ...now.flatMap((entry) => {
      const earlier = old.find(({ name }) => name === entry.name);
      return earlier === undefined
        ? [newWords(label, key, entry)]
        : entryWords(label, earlier, entry, isDetour);
    }),
  ];
  return [...said, ...orderWords(label, key, old, now)];
}

function has(entries: readonly Entry[], name: string): boolean {
  return entries.some((entry) => entry.name === name);
}

const singular: Readonly<Record<string, Words>> = {
  cases: { fr: 'le cas', en: 'the case' },
  outcomes: { fr: 'l’issue', en: 'the outcome' },
  variants: { fr: 'la variante', en: 'the variant' },
};

function goneWords(label: Words, key: string, { name }: Entry): Words {
  const what = singular[key] ?? fieldWords(key);
  const called = quoted(name);
  return colon(label, { fr: `${what.fr} ${called.fr} disparaît`, en: `${what.en} ${called.en} is gone` });
}

function newWords(label: Words, key: string, { name, next, when }: Entry): Words {
  const what = singular[key] ?? fieldWords(key);
  const called = quoted(name);
  const target = quoted(next);
  const condition = when === undefined ? null : conditionWords(when as Condition);
  return colon(label, {
    fr: `${what.fr} ${called.fr} apparaît et mène à ${target.fr}${condition === null ? '' : ` (${condition.fr})`}`,
    en: `${what.en} ${called.en} is new and leads to ${target.en}${condition === null ? '' : ` (${condition.en})`}`,
  });
}

function entryWords(
  label: Words,
  before: Entry,
  after: Entry,
  isDetour: (before: string, after: string) => boolean,
): readonly Words[] {
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys
    .filter((key) => canonicalJson(before[key]) !== canonicalJson(after[key]))
    .filter((key) => key !== 'next' || !isDetour(before.next, after.next))
    .map((key) => {
      const field = fieldWords(key);
      const called = quoted(after.name);
      const subject = { fr: `${field.fr} de ${called.fr}`, en: `${field.en} of ${called.en}` };
      return colon(label, fromTo(subject, valueWords(key, before[key]), valueWords(key, after[key])));
    });
}

/** The first case that holds is taken, so their order matters. */
function orderWords(
  label: Words,
  key: string,
  old: readonly Entry[],
  now: readonly Entry[],
): readonly Words[] {
  const kept = now.filter(({ name }) => has(old, name)).map(({ name }) => name);
  const earlier = old.filter(({ name }) => has(now, name)).map(({ name }) => name);
  if (canonicalJson(kept) === canonicalJson(earlier)) return [];
  const field = fieldWords(key);
  const names = kept.join(', ');
  return [
    colon(label, {
      fr: `nouvel ordre pour ${field.fr} (${names})`,
      en: `new order of ${field.en} (${names})`,
    }),
  ];
}
