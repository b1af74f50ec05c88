/** Reference results of other software; `about` in each file says which, and by which conventions. */
import { readFileSync } from 'node:fs';

export interface HolidayCase {
  readonly id: string;
  readonly input: { readonly kind: 'holidays'; readonly calendar: string; readonly year: number };
  readonly expected: {
    readonly sure: readonly { readonly date: string }[];
    readonly disputed: readonly { readonly date: string }[];
  };
}

export interface BusinessDayCase {
  readonly id: string;
  readonly input: {
    readonly kind: 'add-business-days';
    readonly calendar: string;
    readonly start: string;
    readonly n: number;
  };
  readonly expected: { readonly date: string };
}

export interface LocalTimeCase {
  readonly id: string;
  readonly input: { readonly local: string; readonly timeZone: string };
  readonly expected: { readonly epochMs: number; readonly resolvedLocal: string };
}

function read(name: string): { readonly cases: readonly unknown[] } {
  return JSON.parse(readFileSync(new URL(`../../oracles/${name}.json`, import.meta.url), 'utf8'));
}

const calendars = read('calendars').cases as readonly (HolidayCase | BusinessDayCase)[];

export const holidayCases = calendars.filter(
  (each) => each.input.kind === 'holidays',
) as readonly HolidayCase[];
export const businessDayCases = calendars.filter(
  (each) => each.input.kind === 'add-business-days',
) as readonly BusinessDayCase[];
export const localTimeCases = read('local-times').cases as readonly LocalTimeCase[];
