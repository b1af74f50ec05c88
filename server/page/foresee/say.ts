import { parseDay } from '../../../engine/calendar/index.ts';
import type { Plan, WaitStep } from '../../../schemas/index.ts';
import { eventWords, orderWords, wordOf } from '../../cli/reason-words.ts';
import type { Both, Visit } from '../visit.ts';
import type { Reason } from './reason.ts';

/** What a wait counts from, for one invoice. */
export interface Dates {
  readonly dueOn: string | null;
  readonly issuedOn: string | null;
}

/**
 * A reason in one line.
 *
 * @example sayReason(visit, plan, reason, dates) // 'échéance 19 oct. + 14 j, rattrapage'
 */
export function sayReason(visit: Visit, plan: Plan, reason: Reason, dates: Dates): string {
  const { language } = visit;
  const french = language === 'fr';
  const parts: string[] = [];
  if (reason.wait !== null) parts.push(sayWait(visit, reason.wait.until, reason, dates));
  else if (reason.after !== null) parts.push(sayAfter(visit, reason.after));
  if (reason.late) parts.push(french ? 'rattrapage' : 'catching up');
  for (const { step, name } of reason.taken) parts.push(...sayTaken(plan, step, name, french));
  if (reason.deferred !== null) {
    const why = delays[language][reason.deferred] ?? reason.deferred;
    parts.push(french ? `reporté\u00a0: ${why}` : `put off: ${why}`);
  }
  if (parts.length > 0) return parts.join(', ');
  if (reason.atStart) return french ? 'dès l’entrée dans le scénario' : 'at once on entering the flow';
  return french ? 'suite de l’étape précédente' : 'follows the step before';
}

/** Why something was put off, in a word or two. */
const delays: Both<Readonly<Record<string, string>>> = {
  fr: {
    slot: 'regroupement',
    cap: 'plafond atteint',
    gap: 'écart minimal',
    'window-closed': 'fenêtre fermée',
    'stale-data': 'données trop anciennes',
    'credits-cover': 'avoirs à affecter',
    spread: 'étalé après un import',
  },
  en: {
    slot: 'collected first',
    cap: 'cap reached',
    gap: 'least gap',
    'window-closed': 'window closed',
    'stale-data': 'data too old',
    'credits-cover': 'credits to allocate',
    spread: 'spread after an import',
  },
};

const since: Readonly<Record<WaitStep['until']['from'], Both<string>>> = {
  due: { fr: 'échéance', en: 'due' },
  issued: { fr: 'émission', en: 'issued' },
  delivery: { fr: 'envoi', en: 'delivery' },
  step: { fr: 'début de l’attente', en: 'start of the wait' },
};

function sayWait(visit: Visit, until: WaitStep['until'], reason: Reason, dates: Dates): string {
  const { language, when } = visit;
  const origin = since[until.from][language];
  const day = originDay(visit, until, reason, dates);
  const from = day === null ? origin : `${origin} ${when.date(day)}`;
  if (until.days === 0) return from;
  const sign = until.days < 0 ? '\u2212' : '+';
  const unit = unitOf(until.count === 'business', language);
  return `${from} ${sign}\u00a0${Math.abs(until.days)}\u00a0${unit}`;
}

function unitOf(business: boolean, language: Visit['language']): string {
  if (language === 'fr') return business ? 'j ouvrés' : 'j';
  return business ? 'business d' : 'd';
}

function originDay(
  { when }: Visit,
  until: WaitStep['until'],
  reason: Reason,
  { dueOn, issuedOn }: Dates,
): number | null {
  if (until.from === 'delivery') return reason.delivered === null ? null : when.dayOf(reason.delivered);
  if (until.from === 'step') return null;
  const text = until.from === 'due' ? dueOn : issuedOn;
  return text === null ? null : parseDay(text);
}

function sayAfter({ language }: Visit, { kind, line }: NonNullable<Reason['after']>): string {
  const french = language === 'fr';
  switch (kind) {
    case 'timeout':
      return french ? 'pas de réponse à temps' : 'no answer in time';
    case 'promise':
      return french ? 'promesse non tenue' : 'promise not kept';
    case 'heard':
      return wordOf(eventWords, line.detail?.event)[language];
    case 'ordered':
      return wordOf(orderWords, line.detail?.order)[language];
  }
}

/** A case that was taken; that none applied is no news. */
function sayTaken(plan: Plan, id: string, name: string, french: boolean): readonly string[] {
  if (name === 'else') return [];
  if (name === 'unknown') return [`${plan.steps[id]?.name ?? id}${french ? '\u00a0: inconnu' : ': unknown'}`];
  return [french ? `«\u00a0${name}\u00a0»` : `“${name}”`];
}
