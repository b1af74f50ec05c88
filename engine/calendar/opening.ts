import type { Calendar } from './business-day.ts';
import { type Day, weekday } from './day.ts';
import type { Window } from './window.ts';

/*
 * Where a window is open on the time line.
 *
 * Each open day has one span: from the instant of its opening to the instant of its close, both by
 * the zone's rule for gaps and overlaps. So an hour that the clock skips is never an opening, an hour
 * that it repeats is open once, and these three functions always agree. They are asked for every step
 * of a simulation and allocate nothing.
 */
type Hours = Extract<Window, { kind: 'hours' }>;

/** Longest search for an opening, in days. */
const horizon = 400;

function opensOn(window: Hours, calendar: Calendar, day: Day): boolean {
  return window.days[weekday(day)] === true && !calendar.holidays.has(day);
}

/** The close of a day's span where the instant lies in it; null elsewhere. */
function closeOn(window: Hours, calendar: Calendar, day: Day, instant: number): number | null {
  if (!opensOn(window, calendar, day)) return null;
  const close = calendar.zone.instantOf(day, window.to);
  return instant < close && calendar.zone.instantOf(day, window.from) <= instant ? close : null;
}

/** The close of the span around an instant: of its local day or, where clocks change at midnight, of a neighbour. */
function closeAround(window: Hours, calendar: Calendar, instant: number): number | null {
  const today = calendar.zone.dayOf(instant);
  return (
    closeOn(window, calendar, today, instant) ??
    closeOn(window, calendar, today - 1, instant) ??
    closeOn(window, calendar, today + 1, instant)
  );
}

/** True when messages may leave at this instant (epoch milliseconds). */
export function isOpen(window: Window, calendar: Calendar, instant: number): boolean {
  return window.kind === 'always' || closeAround(window, calendar, instant) !== null;
}

/**
 * The instant itself when the window is open, else its next opening, in epoch milliseconds; null
 * where it does not open within 400 days (hours that end before they begin, holidays on every day).
 */
export function nextOpening(window: Window, calendar: Calendar, instant: number): number | null {
  if (isOpen(window, calendar, instant) || window.kind === 'always') return instant;
  const today = calendar.zone.dayOf(instant);
  for (let day = today; day <= today + horizon; day += 1) {
    if (!opensOn(window, calendar, day)) continue;
    const opening = calendar.zone.instantOf(day, window.from);
    if (opening > instant && opening < calendar.zone.instantOf(day, window.to)) return opening;
  }
  return null;
}

/**
 * The end of the open span that contains the instant, in epoch milliseconds: the close of that day,
 * also where the next day opens at once. Null for `always`, which never closes, and while closed.
 */
export function closeOf(window: Window, calendar: Calendar, instant: number): number | null {
  if (window.kind === 'always') return null;
  return closeAround(window, calendar, instant);
}
