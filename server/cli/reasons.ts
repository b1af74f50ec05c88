import { zoneOf } from '../../engine/calendar/index.ts';
import type { Language, Words } from '../../engine/flow/index.ts';
import type { Flow, Step, StepKind, TraceDetail, TraceLine, TraceWhat } from '../../schemas/index.ts';
import { createWording } from './print/dates.ts';
import { typeset } from './print/typography.ts';
import {
  deferWords,
  doneWords,
  eventWords,
  holdWords,
  orderWords,
  outcomeWords,
  problemWords,
  taskWords,
  voidWords,
  wordOf,
} from './reason-words.ts';

export interface ReasonOptions {
  readonly language: Language;
  /** IANA name of the zone in which days are told. */
  readonly zone: string;
}

/** What a sentence is made of: the line's detail, its step, and how to write a day. */
interface Told {
  readonly detail: TraceDetail;
  readonly step: Step | undefined;
  readonly id: string;
  readonly day: (instant: unknown) => Words;
  readonly label: (step: unknown) => Words;
}

type Teller = (told: Told) => Words;

function both(make: (language: Language) => string): Words {
  return { fr: make('fr'), en: make('en') };
}

/** A subject and what is said of it, with the colon of each language. */
function colon(subject: Words, rest: Words): Words {
  return { fr: `${subject.fr}\u00a0: ${rest.fr}`, en: `${subject.en}: ${rest.en}` };
}

function quote(name: string): Words {
  return { fr: `«\u00a0${name}\u00a0»`, en: `“${name}”` };
}

function until({ detail, day }: Told): Words {
  if (detail.until === undefined || detail.until === null) return { fr: '', en: '' };
  // A hold that ends at midnight stands until the day before, included.
  const isHold = detail.cause === 'hold' || detail.cause === 'excluded';
  const end = day(isHold && typeof detail.until === 'number' ? detail.until - 1 : detail.until);
  return { fr: ` jusqu’au ${end.fr}`, en: ` until ${end.en}` };
}

function plus(first: Words, second: Words): Words {
  return both((language) => first[language] + second[language]);
}

/** A hold by its cause, with the tag or the problem that it stands for. */
function holdOf({ detail }: Told): Words {
  if (detail.cause === 'problem') return wordOf(problemWords, detail.code);
  const word = wordOf(holdWords, detail.cause);
  return detail.tag === undefined ? word : plus(plus(word, { fr: ' ', en: ' ' }), quote(String(detail.tag)));
}

function heard({ detail, step }: Told): Words {
  const event = wordOf(eventWords, detail.event);
  if (detail.outcome === undefined || detail.outcome === null) return event;
  if (step?.kind === 'approve')
    return colon({ fr: 'réponse', en: 'answer' }, wordOf(taskWords, detail.outcome));
  return plus(
    event,
    both((language) => ` (${quote(String(detail.outcome))[language]})`),
  );
}

function took({ detail, id, label }: Told): Words {
  const name = label(id);
  if (detail.case === 'else') return colon(name, { fr: 'aucun cas ne s’applique', en: 'no case applies' });
  if (detail.case === 'unknown') return colon(name, { fr: 'on ne sait pas', en: 'it is unknown' });
  return colon(name, quote(String(detail.case)));
}

/** A step that the present release lacks may have waited for anything. */
const waitWords: Readonly<Partial<Record<StepKind, Words>>> = {
  approve: { fr: 'attente d’un accord', en: 'waits for an approval' },
  listen: { fr: 'attente d’une réponse', en: 'waits for an answer' },
};

function waits(told: Told): Words {
  const { step, detail } = told;
  const verb = (step === undefined ? undefined : waitWords[step.kind]) ?? { fr: 'attente', en: 'waits' };
  const late = detail.late === true ? { fr: ' (rattrapage)', en: ' (catching up)' } : { fr: '', en: '' };
  return plus(plus(verb, until(told)), late);
}

/** The register of sentences, by what a line says. */
const tellers: Readonly<Record<TraceWhat, Teller>> = {
  started: () => ({ fr: 'le parcours commence', en: 'the run starts' }),
  waits,
  took,
  assigned: ({ detail }) => colon({ fr: 'variante', en: 'variant' }, quote(String(detail.variant))),
  done: ({ step, id, label }) =>
    colon(label(id), wordOf(doneWords, step?.kind ?? (id.endsWith('handoff') ? 'handoff' : 'done'))),
  void: ({ detail, id, label }) =>
    colon(
      both(
        (language) => `${label(id)[language]} ${language === 'fr' ? 'ne partira pas' : 'will not be sent'}`,
      ),
      wordOf(voidWords, detail.why),
    ),
  blocked: ({ detail, id, label }) => {
    const causes = String(detail.by ?? '').split(' ');
    const words = both((language) => causes.map((cause) => wordOf(holdWords, cause)[language]).join(', '));
    return colon(
      both((language) => `${label(id)[language]} ${language === 'fr' ? 'retenu' : 'held back'}`),
      words,
    );
  },
  deferred: (told) => {
    const { id, label, detail } = told;
    const head = both(
      (language) =>
        `${label(id)[language]} ${language === 'fr' ? 'reporté au' : 'put off to'} ${told.day(detail.until)[language]}`,
    );
    return colon(head, wordOf(deferWords, detail.why));
  },
  failed: ({ detail, id, label }) =>
    colon(
      both((language) => `${label(id)[language]} ${language === 'fr' ? 'a échoué' : 'failed'}`),
      wordOf(problemWords, detail.code),
    ),
  unreachable: ({ id, label }) => colon(label(id), wordOf(problemWords, 'no-address')),
  uncertain: ({ id, label }) =>
    colon(label(id), { fr: 'on ne sait pas si l’envoi est parti', en: 'nobody knows whether it was sent' }),
  resolved: ({ detail }) =>
    detail.fate === 'sent'
      ? { fr: 'envoi confirmé', en: 'delivery confirmed' }
      : { fr: 'constaté : cet envoi n’est pas parti', en: 'found: this message was not sent' },
  heard,
  timeout: ({ id, label }) => colon(label(id), { fr: 'délai écoulé sans réponse', en: 'no answer in time' }),
  held: (told) => colon({ fr: 'retenu', en: 'held' }, plus(holdOf(told), until(told))),
  released: ({ detail }) =>
    colon({ fr: 'suspension levée', en: 'released' }, wordOf(holdWords, detail.cause)),
  'promise-kept': () => ({ fr: 'promesse tenue', en: 'promise kept' }),
  'promise-broken': () => ({ fr: 'promesse rompue', en: 'promise broken' }),
  ordered: ({ detail, label }) =>
    detail.to === undefined
      ? wordOf(orderWords, detail.order)
      : both((language) => `${wordOf(orderWords, detail.order)[language]} → ${label(detail.to)[language]}`),
  migrated: ({ detail, label }) =>
    colon({ fr: 'passé à la nouvelle version', en: 'moved to the new release' }, label(detail.step)),
  finished: ({ detail }) => wordOf(outcomeWords, detail.outcome),
};

const addedSteps: Readonly<Record<string, Words>> = {
  'insolvent--handoff': { fr: 'Remise pour insolvabilité', en: 'Hand-over for insolvency' },
  'insolvent--end': { fr: 'Fin pour insolvabilité', en: 'End for insolvency' },
};

/**
 * What a trace line says, in one sentence without a full stop.
 *
 * @example explainLine(line, flow, { language: 'fr', zone: 'Europe/Paris' })
 * // 'Retenu : promesse de paiement jusqu’au 20 avril 2026'
 */
export function explainLine(line: TraceLine, flow: Flow, { language, zone }: ReasonOptions): string {
  const text = clauseOf(line, flow, { language, zone });
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** {@link explainLine} as it stands inside a sentence. */
function clauseOf(line: TraceLine, flow: Flow, { language, zone }: ReasonOptions): string {
  const told: Told = {
    detail: line.detail ?? {},
    step: flow.steps.find(({ id }) => id === line.step),
    id: line.step,
    day: (instant) => both((one) => createWording(one).long(zoneOf(zone).dayOf(Number(instant)))),
    label: (id) => labelOf(flow, String(id)),
  };
  return typeset(tellers[line.what](told)[language], language);
}

/** A step's name, or its id, in the quotation marks of each language. */
export function labelOf(flow: Flow, id: string): Words {
  const step = flow.steps.find((one) => one.id === id);
  return addedSteps[id] ?? quote(step?.name || id);
}
