import type { Answer, Decide, StepOf } from '../../schemas/index.ts';
import {
  addBusinessDays,
  addDuration,
  minuteOf,
  openingMinute,
  parseDay,
  parseDuration,
} from '../calendar/index.ts';
import { type Context, problem } from './context.ts';
import { openingFrom, spreadOpening } from './opening.ts';

type Wait = StepOf<'wait'>;
const never = problem('window-never-opens', 'the send window never opens; give it days and hours that exist');

/** The instant that a wait counts from, or the problem that there is none. */
function origin(
  step: Wait,
  command: Decide,
  context: Context,
): { readonly day: number; readonly notBefore: number } | string {
  const { facts, calendar } = context;
  switch (step.until.from) {
    case 'due':
    case 'issued': {
      const text = step.until.from === 'due' ? facts.invoice.dueOn : facts.invoice.issuedOn;
      const day = text === null ? null : parseDay(text);
      return day === null ? step.until.from : { day, notBefore: Number.NEGATIVE_INFINITY };
    }
    case 'delivery': {
      const counted = step.until.step === undefined ? command.lastDelivery : command.namedDelivery;
      const from = counted ?? command.entered;
      return { day: calendar.zone.dayOf(from), notBefore: from };
    }
    case 'step':
      return { day: calendar.zone.dayOf(command.entered), notBefore: command.entered };
  }
}

/** The instant that the flow means, inside the window and spread; before late start. */
function meantFor(step: Wait, command: Decide, context: Context): Answer | { readonly meant: number } {
  const { prepared, calendar } = context;
  const from = origin(step, command, context);
  if (typeof from === 'string') {
    const [code, name] = from === 'due' ? ['no-due-date', 'due date'] : ['no-issue-date', 'issue date'];
    return {
      ask: 'when',
      ...problem(code, `invoice ${context.facts.invoice.number} has no ${name}; enter one`),
    };
  }
  const { days, count, at, atLeast } = step.until;
  const day = count === 'business' ? addBusinessDays(from.day, days, calendar.holidays) : from.day + days;
  const minute = at === undefined ? openingMinute(prepared.window) : minuteOf(at);
  const own = spreadOpening(context, calendar.zone.instantOf(day, minute));
  const least = leastOf(atLeast, from.notBefore, command, context);
  const bound = Number.isFinite(least) ? openingFrom(context, least) : Number.NEGATIVE_INFINITY;
  return own === null || bound === null ? { ask: 'when', ...never } : { meant: Math.max(own, bound) };
}

/** The instant before which the wait cannot end: what it counts from, and the least time since a delivery. */
function leastOf(atLeast: string | undefined, notBefore: number, command: Decide, context: Context): number {
  if (atLeast === undefined || command.lastDelivery === null) return notBefore;
  return Math.max(notBefore, addDuration(command.lastDelivery, parseDuration(atLeast), context.calendar));
}

/**
 * When a wait is over.
 *
 * On the day it is meant for, or before, that is the planned instant. Once its day has passed (imported
 * late, released from a hold, machine off) it is over at once, but not before the minimum gap since
 * the previous delivery; the gap goes on applying until the plan is caught up.
 */
export function whenWaitEnds(step: Wait, command: Decide, context: Context): Answer {
  const found = meantFor(step, command, context);
  if (!('meant' in found)) return found;
  const { meant } = found;
  const { prepared, calendar, at } = context;
  const passed = calendar.zone.dayOf(meant) < calendar.zone.dayOf(at);
  const from = Math.max(meant, at);
  if (!passed && !command.late) {
    const opening = openingFrom(context, from);
    return opening === null
      ? { ask: 'when', ...never }
      : { ask: 'when', at: opening, planned: meant, late: false };
  }
  const gapEnd =
    command.lastDelivery === null ? from : addDuration(command.lastDelivery, prepared.minimumGap, calendar);
  const earliest = Math.max(from, gapEnd);
  const chosen = openingFrom(context, earliest);
  if (chosen === null) return { ask: 'when', ...never };
  return { ask: 'when', at: chosen, planned: meant, late: passed || chosen > meant };
}

/** When listening or an approval ends: the step's time from now, in the recipient's calendar. */
export function whenPatienceEnds(within: string, context: Context): Answer {
  const until = addDuration(context.at, parseDuration(within), context.calendar);
  return { ask: 'when', at: until, planned: until, late: false };
}
