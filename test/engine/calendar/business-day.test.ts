import { expect, test } from 'vitest';
import { addBusinessDays, formatDay, isBusinessDay, parseDay } from '../../../engine/calendar/index.ts';
import { businessDayCases, holidayCases } from './oracle.ts';

const day = (text: string): number => parseDay(text) ?? Number.NaN;

const france = new Set(
  holidayCases
    .filter((each) => each.input.calendar === 'FR')
    .flatMap((each) => each.expected.sure.map((holiday) => day(holiday.date))),
);

test.each(businessDayCases)('$id: $input.start and $input.n business days', ({ input, expected }) => {
  const found = addBusinessDays(day(input.start), input.n, france);

  expect(formatDay(found)).toBe(expected.date);
});

test('Monday to Friday are business days unless they are holidays', () => {
  const calendar = { holidays: new Set([day('2026-07-14')]) };

  const days = ['2026-07-13', '2026-07-14', '2026-07-18', '2026-07-19'].map((text) =>
    isBusinessDay(day(text), calendar),
  );

  expect(days).toEqual([true, false, false, false]);
});
