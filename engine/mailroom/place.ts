import { addDuration, openingMinute } from '../calendar/index.ts';
import { spreadOpening } from '../decide/index.ts';
import type { MailRequest } from './request.ts';

/** How many of the days (sorted or not) lie in the span of `length` days that ends with `day`. */
function countIn(days: readonly number[], day: number, length: number): number {
  let count = 0;
  for (const one of days) if (one <= day && one > day - length) count += 1;
  return count;
}

/** The first day from `from` on at which one more contact respects the cap. */
function firstFreeDay(
  days: readonly number[],
  from: number,
  cap: { readonly atMost: number; readonly days: number },
): number {
  let day = from;
  while (countIn(days, day, cap.days) >= cap.atMost) day += 1;
  return day;
}

/**
 * The instant to which cap or gap put a contact off; null where there is room today.
 *
 * @param contacts Instants of the customer's contacts so far, over all runs, accepted ones included.
 */
export function putOff(
  request: MailRequest,
  contacts: readonly number[],
): { readonly until: number | null; readonly why: string } | null {
  const { context, perform } = request;
  const { prepared, calendar, at } = context;
  const { zone } = calendar;
  const today = zone.dayOf(at);
  const instantOn = (day: number) =>
    spreadOpening(context, zone.instantOf(day, openingMinute(prepared.window)));
  if (prepared.cap !== null) {
    const days = contacts.length === 0 ? contacts : contacts.map(zone.dayOf);
    const day = firstFreeDay(days, today, prepared.cap);
    if (day > today) return { until: instantOn(day), why: 'cap' };
  }
  if (perform.late && perform.lastDelivery !== null) {
    const day = zone.dayOf(addDuration(perform.lastDelivery, prepared.minimumGap, calendar));
    if (day > today) return { until: instantOn(day), why: 'gap' };
  }
  return null;
}
