import type { Step } from '../../schemas/index.ts';
import { colon } from './change.ts';
import { fieldWords, valueWords } from './diff-field.ts';
import type { Conflict } from './merge-values.ts';
import { kindWords, labelOf, plain, quoted, type Words } from './words.ts';

/** Longest value that a sentence quotes. */
const longest = 60;

const outer: Readonly<Record<string, Words>> = {
  name: { fr: 'le nom', en: 'the name' },
  note: { fr: 'la remarque', en: 'the note' },
  until: { fr: 'le moment', en: 'the moment' },
};

/** What both authors changed, each in another way. */
export function conflictWords(step: Step | null, { path, base, ours, theirs }: Conflict): Words {
  const words = changedWords(path, [base, ours, theirs]);
  return step === null ? words : colon(labelOf(step), words);
}

function changedWords(path: readonly string[], values: readonly unknown[]): Words {
  const key = path.at(-1) ?? '';
  const inside = path.length > 2 ? path.at(-2) : undefined;
  const field = outer[key] ?? fieldWords(key);
  const of = inside === undefined ? plain('') : quoted(inside);
  const what: Words = {
    fr: inside === undefined ? field.fr : `${field.fr} de ${of.fr}`,
    en: inside === undefined ? field.en : `${field.en} of ${of.en}`,
  };
  const [old, one, other] = values.map((value) => short(key, value));
  if (
    old === null ||
    one === null ||
    other === null ||
    old === undefined ||
    one === undefined ||
    other === undefined
  ) {
    return { fr: `les deux changent ${what.fr}`, en: `both change ${what.en}` };
  }
  return {
    fr: `les deux changent ${what.fr}, de ${old.fr} à ${one.fr} et à ${other.fr}`,
    en: `both change ${what.en}, from ${old.en} to ${one.en} and to ${other.en}`,
  };
}

/** A value that fits into a sentence; null for a longer one. */
function short(key: string, value: unknown): Words | null {
  if (value === undefined) return { fr: 'rien', en: 'nothing' };
  if (typeof value === 'object' && key !== 'to' && key !== 'cc' && key !== 'when') return null;
  const words = valueWords(key, value);
  return words === null || words.fr.length > longest ? null : words;
}

export function removedAndChanged(step: Step): Words {
  return colon(labelOf(step), {
    fr: 'supprimée d’un côté, modifiée de l’autre',
    en: 'removed on one side, changed on the other',
  });
}

export function bothAdded(step: Step): Words {
  return colon(labelOf(step), {
    fr: 'ajoutée des deux côtés, chacun à sa façon',
    en: 'added on both sides, each in its own way',
  });
}

export function kindsDiffer(step: Step): Words {
  const kind = kindWords[step.kind];
  return colon(labelOf(step), {
    fr: `sa nature change d’un côté, autre chose de l’autre (${kind.fr})`,
    en: `its kind changes on one side, something else on the other (${kind.en})`,
  });
}

/** The check speaks English alone: the French words name what it found and where. */
export function doesNotCheck(
  message: string,
  { code, steps }: { readonly code: string; readonly steps: readonly string[] },
): Words {
  const where = [...new Set(steps)].map((id) => quoted(id).fr);
  return {
    fr: `les deux versions vont bien, pas leur réunion\u00a0: ${[...where, `(${code})`].join(' ')}`,
    en: `both versions are sound, but not together: ${message}`,
  };
}
