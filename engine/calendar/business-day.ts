import { type Day, weekday } from './day.ts';
import type { Zone } from './zone.ts';

/** A company's calendar: the zone of its clock, and its public holidays as data. */
export interface Calendar {
  readonly zone: Zone;
  readonly holidays: ReadonlySet<Day>;
}

/** True from Monday to Friday, holidays excepted. */
export function isBusinessDay(day: Day, calendar: Pick<Calendar, 'holidays'>): boolean {
  return weekday(day) < 5 && !calendar.holidays.has(day);
}

/**
 * Moves by business days: one calendar day at a time, counting only business days.
 *
 * The start is never counted, so from a Saturday 0 and 1 give the same Monday. For 0 on a day that
 * is no business day the answer is the next one; a negative number moves backwards.
 *
 * @example addBusinessDays(friday, 1, holidays) // Monday
 */
export function addBusinessDays(day: Day, amount: number, holidays: ReadonlySet<Day>): Day {
  const calendar = { holidays };
  const direction = amount < 0 ? -1 : 1;
  let left = amount === 0 && !isBusinessDay(day, calendar) ? 1 : Math.abs(amount);
  let current = day;
  while (left > 0) {
    current += direction;
    if (isBusinessDay(current, calendar)) left -= 1;
  }
  return current;
}
