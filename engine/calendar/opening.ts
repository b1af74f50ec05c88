import type { Calendar } from './business-day.ts';
import { type Day, weekday } from './day.ts';
import type { Window } from './window.ts';

/**
 * Where a window is open on the time line.
 *
 * Each open day has one span: from the instant of its opening to the instant of its close, both by
 * the zone's rule for gaps and overlaps. So an hour that the clock skips is never an opening, an hour
 * that it repeats is open once, and these three functions always agree.
 */
interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** Longest search for an opening, in days. */
const horizon = 400;

function spanOf(window: Extract<Window, { kind: 'hours' }>, calendar: Calendar, day: Day): OpenSpan | null {
  if (window.days[weekday(day)] !== true || calendar.holidays.has(day)) return null;
  return {
    from: calendar.zone.instantOf(day, window.from),
    to: calendar.zone.instantOf(day, window.to),
  };
}

/** The span that contains an instant: of its local day or, where clocks change at midnight, of a neighbour. */
function spanAround(
  window: Extract<Window, { kind: 'hours' }>,
  calendar: Calendar,
  instant: number,
): OpenSpan | null {
  const today = calendar.zone.dayOf(instant);
  for (const day of [today, today - 1, today + 1]) {
    const span = spanOf(window, calendar, day);
    if (span !== null && span.from <= instant && instant < span.to) return span;
  }
  return null;
}

/** True when messages may leave at this instant (epoch milliseconds). */
export function isOpen(window: Window, calendar: Calendar, instant: number): boolean {
  return window.kind === 'always' || spanAround(window, calendar, instant) !== null;
}

/**
 * The instant itself when the window is open, else its next opening, in epoch milliseconds; null
 * where it does not open within 400 days (hours that end before they begin, holidays on every day).
 */
export function nextOpening(window: Window, calendar: Calendar, instant: number): number | null {
  if (isOpen(window, calendar, instant) || window.kind === 'always') return instant;
  const today = calendar.zone.dayOf(instant);
  for (let day = today; day <= today + horizon; day += 1) {
    const span = spanOf(window, calendar, day);
    if (span !== null && span.from > instant && span.from < span.to) return span.from;
  }
  return null;
}

/**
 * The end of the open span that contains the instant, in epoch milliseconds: the close of that day,
 * also where the next day opens at once. Null for `always`, which never closes, and while closed.
 */
export function closeOf(window: Window, calendar: Calendar, instant: number): number | null {
  if (window.kind === 'always') return null;
  return spanAround(window, calendar, instant)?.to ?? null;
}
