import type { Words } from './words.ts';

/** One difference between two versions of a flow, in a sentence of business. */
export interface Change {
  /** `flow` for what belongs to no step: name, entry, policies, interrupts, start. */
  readonly kind: 'added' | 'removed' | 'changed' | 'flow';
  /** The step that differs; absent with `flow`. */
  readonly step?: string;
  /** Without a full stop. */
  readonly sentence: string;
}

/** A change before its language is chosen. */
export interface Difference extends Omit<Change, 'sentence'> {
  readonly words: Words;
}

/** `X goes from A to B`, with what is absent said as such. */
export function fromTo(subject: Words, before: Words | null, after: Words | null): Words {
  if (before === null && after === null) return { fr: `${subject.fr} change`, en: `${subject.en} changes` };
  if (before === null && after !== null) {
    return { fr: `${subject.fr}\u00a0: ${after.fr} (nouveau)`, en: `${subject.en}: ${after.en} (new)` };
  }
  if (after === null && before !== null) {
    return { fr: `${subject.fr}\u00a0: plus de ${before.fr}`, en: `${subject.en}: no more ${before.en}` };
  }
  const language = (key: 'fr' | 'en') => [before?.[key] ?? '', after?.[key] ?? ''];
  const [oldFr, newFr] = language('fr');
  const [oldEn, newEn] = language('en');
  return {
    fr: `${subject.fr} passe de ${oldFr} à ${newFr}`,
    en: `${subject.en} goes from ${oldEn} to ${newEn}`,
  };
}

/** Two words with a colon between, in the way of each language. */
export function colon(subject: Words, rest: Words): Words {
  return { fr: `${subject.fr}\u00a0: ${rest.fr}`, en: `${subject.en}: ${rest.en}` };
}
