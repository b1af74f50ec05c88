/**
 * Dates, clocks, business days and send windows.
 *
 * Inside the engine a date is a `Day` (an integer) and an instant is epoch milliseconds; text stands
 * at the edges only. Holidays come in as data: this folder knows no country. Nothing here reads a
 * clock. A `Zone` remembers its offsets and is kept by its caller: `zoneOf` for one, `createZones`
 * where every customer has his own.
 *
 * @example
 * const calendar = { zone: zoneOf('Europe/Paris'), holidays: new Set<Day>() };
 * const window = parseWindow('weekdays 09:00-18:00');
 * nextOpening(window, calendar, instant);
 */
export { addBusinessDays, type Calendar, isBusinessDay } from './business-day.ts';
export { type Day, formatDay, parseDay, weekday } from './day.ts';
export {
  addDuration,
  type Duration,
  durationInDays,
  parseDuration,
} from './duration.ts';
export { closeOf, isOpen, nextOpening } from './opening.ts';
export { fnv1a, spread } from './spread.ts';
export { minuteOf, openingMinute, parseWindow, type Window } from './window.ts';
export { createZones, isZone, type Zone, zoneOf } from './zone.ts';
