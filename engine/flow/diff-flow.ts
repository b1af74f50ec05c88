import type { Flow, Interrupt, Plan } from '../../schemas/index.ts';
import { canonicalJson } from './canonical.ts';
import { colon, type Difference, fromTo } from './change.ts';
import { conditionWords } from './condition-words.ts';
import { fieldWords, valueWords } from './diff-field.ts';
import { completeInterrupts } from './interrupts.ts';
import { durationWords } from './moment.ts';
import { labelOf, plain, quoted, type Words } from './words.ts';

/** What differs in the flow as a whole; notes and `$schema` do not count. */
export function flowDifferences(before: Flow, after: Flow): readonly Difference[] {
  return [
    ...headWords(before, after),
    ...entryWords(before, after),
    ...policyWords(before, after),
    ...interruptWords(before, after),
    ...startWords(before, after),
  ].map((words) => ({ kind: 'flow', words }) as const);
}

function headWords(before: Flow, after: Flow): readonly Words[] {
  const renamed = before.name === after.name ? [] : [nameWords(before.name, after.name)];
  const others = (['id', 'currency'] as const)
    .filter((key) => before[key] !== after[key])
    .map((key) => fromTo(flowWords(key), plain(before[key]), plain(after[key])));
  return [...renamed, ...others];
}

function flowWords(key: 'id' | 'currency'): Words {
  const field = fieldWords(key);
  return { fr: `${field.fr} du flux`, en: `${field.en} of the flow` };
}

function nameWords(before: string, after: string): Words {
  const [old, now] = [quoted(before), quoted(after)];
  return {
    fr: `le flux ${old.fr} s’appelle désormais ${now.fr}`,
    en: `the flow ${old.en} is now called ${now.en}`,
  };
}

function entryWords(before: Flow, after: Flow): readonly Words[] {
  if (canonicalJson(before.entry) === canonicalJson(after.entry)) return [];
  const say = ({ entry }: Flow): Words =>
    entry === undefined ? { fr: 'toutes les factures', en: 'every invoice' } : conditionWords(entry.when);
  return [fromTo(fieldWords('entry'), say(before), say(after))];
}

function startWords(before: Flow, after: Flow): readonly Words[] {
  if (before.start === after.start) return [];
  const label = ({ start, steps }: Flow): Words => {
    const step = steps.find(({ id }) => id === start);
    return step === undefined ? quoted(start) : labelOf(step);
  };
  return [fromTo(fieldWords('start'), label(before), label(after))];
}

function policyWords(before: Flow, after: Flow): readonly Words[] {
  const old: Readonly<Record<string, unknown>> = before.policies ?? {};
  const now: Readonly<Record<string, unknown>> = after.policies ?? {};
  const standard: Words = { fr: 'la valeur de l’espace', en: 'the workspace’s value' };
  return [...new Set([...Object.keys(now), ...Object.keys(old)])]
    .filter((key) => canonicalJson(old[key]) !== canonicalJson(now[key]))
    .map((key) =>
      fromTo(fieldWords(key), valueWords(key, old[key]) ?? standard, valueWords(key, now[key]) ?? standard),
    );
}

function interruptWords(before: Flow, after: Flow): readonly Words[] {
  const old = spoken(completeInterrupts(before.interrupts));
  const now = spoken(completeInterrupts(after.interrupts));
  const nothing: Words = { fr: 'rien', en: 'nothing' };
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key) => {
    const one = old.get(key);
    const other = now.get(key);
    if (one?.value === other?.value) return [];
    const subject = other?.subject ?? one?.subject ?? plain(key);
    const [from, to] = [one?.words ?? nothing, other?.words ?? nothing];
    return [colon(subject, { fr: `${from.fr} → ${to.fr}`, en: `${from.en} → ${to.en}` })];
  });
}

interface Spoken {
  readonly subject: Words;
  readonly words: Words;
  /** Canonical text, by which two are compared. */
  readonly value: string;
}

function spoken({ disputed, promised, tags, insolvent }: Plan['interrupts']): ReadonlyMap<string, Spoken> {
  const say = (subject: Words, effect: Effect): Spoken => ({
    subject,
    words: effectWords(effect),
    value: canonicalJson(effect),
  });
  const grace: Spoken = {
    subject: { fr: 'délai après une promesse', en: 'grace after a promise' },
    words: durationWords(promised.grace),
    value: promised.grace,
  };
  return new Map([
    ['disputed', say({ fr: 'en cas de litige', en: 'on a dispute' }, disputed)],
    ['grace', grace],
    ['broken', say({ fr: 'si une promesse n’est pas tenue', en: 'on a broken promise' }, promised.broken)],
    ['insolvent', say({ fr: 'en cas de faillite', en: 'on insolvency' }, insolvent)],
    ...Object.entries(tags).map(([tag, effect]): readonly [string, Spoken] => {
      const name = quoted(tag);
      return [`tag ${tag}`, say({ fr: `étiquette ${name.fr}`, en: `tag ${name.en}` }, effect)];
    }),
  ]);
}

type Effect = Interrupt | 'continue' | 'handoff';

function effectWords(effect: Effect): Words {
  if (typeof effect === 'object') {
    const step = quoted(effect.jump);
    return { fr: `passer à ${step.fr}`, en: `jump to ${step.en}` };
  }
  const words: Readonly<Record<Exclude<Effect, object>, Words>> = {
    hold: { fr: 'suspendre', en: 'hold' },
    end: { fr: 'terminer', en: 'end' },
    continue: { fr: 'continuer', en: 'go on' },
    handoff: { fr: 'passer la main', en: 'hand over' },
  };
  return words[effect];
}
