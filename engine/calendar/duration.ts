import { durationPattern } from '../../schemas/index.ts';
import { addBusinessDays, type Calendar } from './business-day.ts';
import { msOfDay, msOfMinute } from './zone.ts';

export type DurationUnit = 'minute' | 'hour' | 'day' | 'business day' | 'week';

/** A length of time; `amount` is a whole number from 0 to 9999. */
export interface Duration {
  readonly amount: number;
  readonly unit: DurationUnit;
}

const units: readonly DurationUnit[] = ['minute', 'hour', 'day', 'business day', 'week'];

/**
 * Reads a duration as people write it.
 *
 * @example parseDuration('2 business days') // { amount: 2, unit: 'business day' }
 * @throws RangeError when the text is no duration; the schema's `Duration` tells before.
 */
export function parseDuration(text: string): Duration {
  const parts = durationPattern.exec(text);
  const unit = units.find((known) => known === parts?.[2]);
  if (parts === null || unit === undefined) {
    throw new RangeError(`"${text}" is no duration; write it like "3 days" or "15 minutes"`);
  }
  return { amount: Number(parts[1]), unit };
}

/**
 * The instant (epoch milliseconds) that lies a duration after another.
 *
 * Minutes and hours are elapsed time. Days, weeks and business days keep the local clock time: one
 * day after 09:00 is 09:00 also across a change of clocks.
 */
export function addDuration(instant: number, duration: Duration, calendar: Calendar): number {
  switch (duration.unit) {
    case 'minute':
      return instant + duration.amount * msOfMinute;
    case 'hour':
      return instant + duration.amount * 60 * msOfMinute;
    case 'day':
      return moveDays(instant, calendar, (day) => day + duration.amount);
    case 'week':
      return moveDays(instant, calendar, (day) => day + 7 * duration.amount);
    case 'business day':
      return moveDays(instant, calendar, (day) => addBusinessDays(day, duration.amount, calendar.holidays));
    default:
      return duration.unit satisfies never;
  }
}

function moveDays(instant: number, { zone }: Calendar, move: (day: number) => number): number {
  const local = instant + zone.offsetAt(instant);
  const day = Math.floor(local / msOfDay);
  const target = move(day);
  if (target === day) return instant;
  const sinceMidnight = local - day * msOfDay;
  const rest = sinceMidnight % msOfMinute;
  return zone.instantOf(target, (sinceMidnight - rest) / msOfMinute) + rest;
}

/**
 * The length in days, for limits that count calendar days. A business day stands for 7/5 days, so
 * that five of them are a week.
 */
export function durationInDays(duration: Duration): number {
  return durationInMinutes(duration) / 1440;
}

/** The length in minutes, on the same terms as {@link durationInDays}. */
export function durationInMinutes({ amount, unit }: Duration): number {
  switch (unit) {
    case 'minute':
      return amount;
    case 'hour':
      return amount * 60;
    case 'day':
      return amount * 1440;
    case 'business day':
      return amount * 2016;
    case 'week':
      return amount * 10_080;
    default:
      return unit satisfies never;
  }
}
