import type { Step, StepKind, StepOf } from '../../schemas/index.ts';
import { conditionWords } from './condition-words.ts';
import { durationWords, momentWords } from './moment.ts';
import {
  kindWords,
  type Language,
  listed,
  quoted,
  recipientWords,
  toAssigneeWords,
  toneWords,
  type Words,
} from './words.ts';

/**
 * What a step does, in one sentence without a full stop.
 *
 * @example describeStep(step, 'fr') // 'Email « relance-1 » à la facturation, ton courtois'
 * @example describeStep(step, 'en') // 'Wait until D+7, business days'
 */
export function describeStep(step: Step, language: Language): string {
  return stepWords(step)[language];
}

/** {@link describeStep} in both languages. */
export function stepWords(step: Step): Words {
  const describer = describers[step.kind] as (step: Step) => Words;
  return describer(step);
}

type Sent = StepOf<'email' | 'sms' | 'letter' | 'registered-letter'>;

function sentWords(step: Sent): Words {
  const kind = kindWords[step.kind];
  const message = quoted(step.message);
  const to = recipientWords(step.to);
  const tone = toneWords[step.tone];
  const isOwnName = step.tone === 'mise-en-demeure';
  return {
    fr: capital(`${kind.fr} ${message.fr} ${to.fr}, ${isOwnName ? '' : 'ton '}${tone.fr}`),
    en: capital(`${kind.en} ${message.en} ${to.en}, ${tone.en}${isOwnName ? '' : ' tone'}`),
  };
}

/** The register of sentences, by kind. */
const describers: { readonly [K in StepKind]: (step: StepOf<K>) => Words } = {
  wait: ({ until }) => {
    const moment = momentWords(until);
    return { fr: `Attendre ${moment.fr}`, en: `Wait until ${moment.en}` };
  },
  listen: ({ outcomes, within }) => {
    const names = listed(
      outcomes.map(({ name }) => quoted(name)),
      { fr: 'ou', en: 'or' },
    );
    const time = durationWords(within);
    return {
      fr: `Attendre ${names.fr}, ${time.fr} au plus`,
      en: `Listen for ${names.en}, ${time.en} at most`,
    };
  },
  branch: ({ cases }) => {
    const names = listed(cases.map(({ name }) => quoted(name)));
    const only = cases.length === 1 ? cases[0] : undefined;
    if (only === undefined) return { fr: `Aiguiller selon ${names.fr}`, en: `Branch on ${names.en}` };
    const when = conditionWords(only.when);
    return { fr: `Aiguiller selon ${names.fr}\u00a0: ${when.fr}`, en: `Branch on ${names.en}: ${when.en}` };
  },
  experiment: ({ variants }) => {
    const total = variants.reduce((sum, { weight }) => sum + weight, 0);
    const shares = variants.map(({ name, weight }) => {
      const share = Math.round((weight / total) * 1000) / 10;
      return {
        fr: `${quoted(name).fr} (${String(share).replace('.', ',')}\u00a0%)`,
        en: `${quoted(name).en} (${share}%)`,
      };
    });
    const all = listed(shares);
    return { fr: `Comparer ${all.fr}`, en: `Compare ${all.en}` };
  },
  email: sentWords,
  sms: sentWords,
  letter: sentWords,
  'registered-letter': sentWords,
  call: ({ to, script, within, assign }) => {
    const time = durationWords(within);
    const who = toAssigneeWords(assign);
    return {
      fr: `Appel ${quoted(script).fr} ${recipientWords(to).fr}, confié ${who.fr}, sous ${time.fr}`,
      en: `Call ${quoted(script).en} ${recipientWords(to).en}, assigned ${who.en}, within ${time.en}`,
    };
  },
  webhook: ({ url }) => ({ fr: `Prévenir ${hostOf(url)}`, en: `Tell ${hostOf(url)}` }),
  notify: ({ who, message }) => ({
    fr: `Alerte ${quoted(message).fr} ${toAssigneeWords(who).fr}`,
    en: `Notice ${quoted(message).en} ${toAssigneeWords(who).en}`,
  }),
  approve: ({ who, question, within }) => ({
    fr: `Demander ${toAssigneeWords(who).fr}, sous ${durationWords(within).fr}\u00a0: ${question}`,
    en: `Ask for an approval (assigned ${toAssigneeWords(who).en}), within ${durationWords(within).en}: ${question}`,
  }),
  set: ({ tag, untag, stage, owner }) => {
    const parts: readonly Words[] = [
      ...(tag ?? []).map((name) => ({ fr: `poser ${quoted(name).fr}`, en: `add ${quoted(name).en}` })),
      ...(untag ?? []).map((name) => ({ fr: `retirer ${quoted(name).fr}`, en: `remove ${quoted(name).en}` })),
      ...(stage === undefined
        ? []
        : [{ fr: `passer au stade ${quoted(stage).fr}`, en: `set the stage to ${quoted(stage).en}` }]),
      ...(owner === undefined ? [] : [{ fr: `confier à ${owner}`, en: `give to ${owner}` }]),
    ];
    const all = listed(parts);
    return parts.length === 0
      ? { fr: 'Ne rien marquer', en: 'Mark nothing' }
      : { fr: capital(all.fr), en: capital(all.en) };
  },
  handoff: ({ to }) => ({ fr: `Passer la main à ${quoted(to).fr}`, en: `Hand over to ${quoted(to).en}` }),
  end: ({ outcome }) =>
    outcome === 'handed-over'
      ? { fr: 'Fin, dossier transmis', en: 'End, handed over' }
      : { fr: 'Fin', en: 'End' },
};

/** The host alone: the rest of a webhook's address is often a secret. */
function hostOf(url: string): string {
  return /^https?:\/\/(?:[^/?#]*@)?([^/?#]+)/i.exec(url)?.[1] ?? url;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
