/** A calendar date as the number of days since 1970-01-01; an integer, negative before. */
export type Day = number;

const firstYear = 1900;
const lastYear = 2199;
const daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

const hyphen = 45;
const zero = 48;

/** The number that two characters write; NaN where one is no digit. */
function twoDigits(text: string, from: number): number {
  const tens = text.charCodeAt(from) - zero;
  const ones = text.charCodeAt(from + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days from 1970-01-01 to the first of January of a Gregorian year. */
function startOfYear(year: number): Day {
  const before = year - 1;
  return year * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400) - 719527;
}

/**
 * Reads a date `YYYY-MM-DD` strictly. Null for any other form, for a date that does not exist, and
 * outside the years 1900 to 2199, where a date of an invoice can only be a mistake.
 *
 * @example parseDay('2026-02-29') // null
 */
export function parseDay(text: string): Day | null {
  if (text.length !== 10 || text.charCodeAt(4) !== hyphen || text.charCodeAt(7) !== hyphen) return null;
  const year = 100 * twoDigits(text, 0) + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const dayOfMonth = twoDigits(text, 8);
  if (Number.isNaN(year + month + dayOfMonth)) return null;
  if (year < firstYear || year > lastYear || month < 1 || month > 12) return null;
  if (dayOfMonth < 1 || dayOfMonth > lengthOfMonth(year, month)) return null;
  const leap = month > 2 && isLeap(year) ? 1 : 0;
  return startOfYear(year) + (daysBefore[month - 1] ?? 0) + leap + dayOfMonth - 1;
}

/**
 * Writes a day as `YYYY-MM-DD`. Days within the years 0 to 9999.
 *
 * @example formatDay(20_500) // '2026-02-16'
 */
export function formatDay(day: Day): string {
  let year = 1970 + Math.floor(day / 365.2425);
  if (startOfYear(year) > day) year -= 1;
  else if (startOfYear(year + 1) <= day) year += 1;
  let rest = day - startOfYear(year);
  let month = 1;
  while (rest >= lengthOfMonth(year, month)) {
    rest -= lengthOfMonth(year, month);
    month += 1;
  }
  const digits = (value: number, width: number) => String(value).padStart(width, '0');
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(rest + 1, 2)}`;
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: Day): number {
  return (((day + 3) % 7) + 7) % 7;
}
