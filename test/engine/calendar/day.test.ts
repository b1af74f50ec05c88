import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDay, parseDay, weekday } from '../../../engine/calendar/index.ts';

const firstDay = -25_567;
const lastDay = 84_005;

test('a day is counted from 1970-01-01', () => {
  const days = ['1970-01-01', '1969-12-31', '2000-02-29', '2026-02-16'].map(parseDay);

  expect(days).toEqual([0, -1, 11_016, 20_500]);
});

test('every day from 1900 to 2199 is the platform’s day', () => {
  for (let day = firstDay; day <= lastDay; day += 1) {
    const text = new Date(day * 86_400_000).toISOString().slice(0, 10);

    expect([formatDay(day), parseDay(text)]).toEqual([text, day]);
  }
});

test('a date that does not exist, has another form or an absurd year is refused', () => {
  const texts = [
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '1899-12-31',
    '2200-01-01',
    '26-01-01',
    '2026-1-1',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '',
  ];

  expect(texts.map(parseDay)).toEqual(texts.map(() => null));
});

test('weeks begin on Monday, before 1970 too', () => {
  fc.assert(
    fc.property(fc.integer({ min: firstDay, max: lastDay }), (day) => {
      const sundayFirst = new Date(day * 86_400_000).getUTCDay();

      expect(weekday(day)).toBe((sundayFirst + 6) % 7);
    }),
  );
});
