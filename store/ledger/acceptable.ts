/** What the ledger takes: the limits that a row must keep, whatever source it comes from. */

/** A row that was left out, and what would be taken. */
export interface RefusedRow {
  /** Place in the rows given, from 0. */
  readonly row: number;
  readonly field: string;
  readonly value: string;
  readonly accepted: string;
}

/** Keys are indexed, and an index entry is short. */
export const longestKey = 500;
/** Minor units; sums of many still fit into a number. */
export const largestAmount = 100_000_000_000_000;

type Check = {
  readonly field: string;
  readonly value: unknown;
  readonly accepted: string;
  readonly ok: boolean;
};

/** The first fault of a row, or null. */
export function firstFault(row: number, checks: readonly Check[]): RefusedRow | null {
  const fault = checks.find((check) => !check.ok);
  if (fault === undefined) return null;
  return { row, field: fault.field, value: String(fault.value).slice(0, 100), accepted: fault.accepted };
}

export function key(field: string, value: string): Check {
  const ok =
    value.trim() !== '' && value.length <= longestKey && !value.includes('\0') && value.isWellFormed();
  return { field, value, ok, accepted: `a text of 1 to ${longestKey} characters` };
}

export function minor(field: string, value: number): Check {
  const ok = Number.isSafeInteger(value) && Math.abs(value) <= largestAmount;
  return { field, value, ok, accepted: `a whole number of minor units, at most ${largestAmount}` };
}

export function positiveMinor(field: string, value: number): Check {
  const { ok } = minor(field, value);
  return { field, value, ok: ok && value > 0, accepted: `a positive whole number of minor units` };
}

export function currency(value: string): Check {
  return { field: 'currency', value, ok: /^[A-Z]{3}$/.test(value), accepted: 'an ISO 4217 code such as EUR' };
}

export function whole(field: string, value: number): Check {
  const ok = Number.isInteger(value) && value >= 0 && value <= 32_767;
  return { field, value, ok, accepted: 'a whole number from 0 to 32767' };
}

export function day(field: string, value: string): Check {
  return { field, value, ok: isDay(value), accepted: 'a date such as 2026-03-31' };
}

/** True for a date that the calendar has, from 1900 to 2999. */
export function isDay(value: string): boolean {
  if (!/^(19|2\d)\d{2}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/** A date that makes sense, or null: a source's absurd date is no date. */
export function dayOrNull(value: string | null): string | null {
  return value !== null && isDay(value) ? value : null;
}

/** The UTC date of an instant. */
export function dayOf(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}

/** The date so many days later; earlier where they are below 0. */
export function addDays(date: string, days: number): string {
  return dayOf(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
}
