import HolidayData from 'date-holidays';
import { type Day, parseDay } from '../../engine/calendar/index.ts';
import type { Problem } from '../../schemas/index.ts';

export interface NamedDay {
  readonly day: Day;
  readonly name: string;
}

/**
 * Public holidays by region, computed by the maintained package date-holidays: full days off by law,
 * those on week-ends included; no bank, optional or school holidays (so no Berchtold in Zurich), and
 * no half days. Computed once for each region and year, some milliseconds each.
 */
export interface Holidays {
  /** Null for a known region, else a problem that says what would be accepted. */
  checkRegion(region: string): Problem | null;
  /**
   * The holidays of the years `fromYear` to `toYear`, both included.
   *
   * @throws RangeError for an unknown region; ask `checkRegion` first.
   */
  holidaysOf(region: string, fromYear: number, toYear: number): ReadonlySet<Day>;
  /** The same days in order, with their names in a language where the package has them. */
  namedHolidaysOf(region: string, fromYear: number, toYear: number, language: string): readonly NamedDay[];
}

/** Regions that have a name of their own here, and where the package keeps them. */
const aliases: Readonly<Record<string, string>> = { 'FR-AM': 'FR-57' };

const msOfDay = 86_400_000;

function split(region: string): readonly [country: string, state: string] {
  const [country = '', state = ''] = (aliases[region] ?? region).split('-');
  return [country, state];
}

/** The full days of one entry: several for a feast of several days, none for a half day. */
function daysOf(entry: { readonly date: string; readonly start: Date; readonly end: Date }): readonly Day[] {
  const first = parseDay(entry.date.slice(0, 10));
  if (first === null) return [];
  const length = Math.round((entry.end.getTime() - entry.start.getTime()) / msOfDay);
  return Array.from({ length }, (_, index) => first + index);
}

function compute(region: string, year: number, language: string): readonly NamedDay[] {
  const [country, state] = split(region);
  const data = new HolidayData(country, state, { types: ['public'] });
  const days = new Map<Day, string>();
  for (const entry of data.getHolidays(year, language)) {
    if (entry.type !== 'public') continue;
    for (const day of daysOf(entry)) if (!days.has(day)) days.set(day, entry.name);
  }
  return [...days].map(([day, name]) => ({ day, name })).sort((a, b) => a.day - b.day);
}

/** Makes a book of holidays that remembers what it has computed. */
export function createHolidays(): Holidays {
  const known = new HolidayData();
  const years = new Map<string, readonly NamedDay[]>();

  function checkRegion(region: string): Problem | null {
    const [country, state] = split(region);
    const problem = (accepted: string): Problem => ({
      code: 'unknown-region',
      message: `"${region}" is no region with known public holidays; ${accepted}`,
    });
    if (!(country in known.getCountries())) {
      return problem('write a country such as "FR", or a country and a region such as "FR-AM" or "CH-GE"');
    }
    const states = Object.keys(known.getStates(country) ?? {});
    if (!region.includes('-') || states.includes(state)) return null;
    const own = Object.keys(aliases).filter((alias) => alias.startsWith(`${country}-`));
    const regions = [...own, ...states.map((each) => `${country}-${each}`)];
    return problem(`known for this country: ${[country, ...regions].join(', ')}`);
  }

  function inYear(region: string, year: number, language: string): readonly NamedDay[] {
    const key = `${region} ${year} ${language}`;
    const found = years.get(key) ?? compute(region, year, language);
    years.set(key, found);
    return found;
  }

  function namedHolidaysOf(region: string, fromYear: number, toYear: number, language: string) {
    const problem = checkRegion(region);
    if (problem !== null) throw new RangeError(problem.message);
    const named: NamedDay[] = [];
    for (let year = fromYear; year <= toYear; year += 1) named.push(...inYear(region, year, language));
    return named;
  }

  return {
    checkRegion,
    holidaysOf: (region, fromYear, toYear) =>
      new Set(namedHolidaysOf(region, fromYear, toYear, 'en').map((each) => each.day)),
    namedHolidaysOf,
  };
}
