import { expect, test } from 'vitest';
import { formatDay, parseDay, weekday } from '../../../engine/calendar/index.ts';
import { createHolidays } from '../../../workers/calendar/holidays.ts';
import { holidayCases } from '../../engine/calendar/oracle.ts';

const holidays = createHolidays();

test.each(holidayCases)('$id holds every sure holiday, and no other business day', ({ input, expected }) => {
  const sure = expected.sure.map((holiday) => holiday.date);

  const found = [...holidays.holidaysOf(input.calendar, input.year, input.year)].map(formatDay);

  expect(sure.filter((date) => !found.includes(date))).toEqual([]);
  const named = [...expected.sure, ...expected.disputed].map((holiday) => parseDay(holiday.date));
  const others = [...holidays.holidaysOf(input.calendar, input.year, input.year)].filter(
    (day) => weekday(day) < 5 && !named.includes(day),
  );
  expect(others.map(formatDay)).toEqual([]);
});

test('Berchtold is no holiday in Zurich', () => {
  const found = holidays.holidaysOf('CH-ZH', 2026, 2026);

  expect(found.has(parseDay('2026-01-02') ?? Number.NaN)).toBe(false);
});

test('several years are one set', () => {
  const years = [...holidays.holidaysOf('FR', 2025, 2027)].map((day) => formatDay(day).slice(0, 4));

  expect(['2025', '2026', '2027'].map((year) => years.filter((each) => each === year).length)).toEqual([
    11, 11, 11,
  ]);
});

test('holidays have names in the language asked for', () => {
  const french = holidays.namedHolidaysOf('FR', 2026, 2026, 'fr');
  const english = holidays.namedHolidaysOf('FR', 2026, 2026, 'en');

  expect(french.find((each) => formatDay(each.day) === '2026-12-25')?.name).toBe('Noël');
  expect(english.find((each) => formatDay(each.day) === '2026-12-25')?.name).toBe('Christmas Day');
});

test('a feast of several days counts each day', () => {
  const found = holidays.namedHolidaysOf('EG', 2027, 2027, 'en');
  const feast = found.filter((each) =>
    ['2027-03-09', '2027-03-10', '2027-03-11'].includes(formatDay(each.day)),
  );

  expect(feast.length).toBe(3);
});

test('an unknown country or region is a problem that names what is known', () => {
  expect(holidays.checkRegion('FR-AM')).toBeNull();
  expect(holidays.checkRegion('DE')).toBeNull();
  expect(holidays.checkRegion('XX')).toMatchObject({ code: 'unknown-region' });
  expect(holidays.checkRegion('CH-XX')?.message).toContain('CH-GE');
  expect(holidays.checkRegion('FR-XX')?.message).toContain('FR-AM');
  expect(() => holidays.holidaysOf('CH-XX', 2026, 2026)).toThrow(RangeError);
});
