import { expect, test } from 'vitest';
import {
  addDuration,
  durationInDays,
  parseDay,
  parseDuration,
  zoneOf,
} from '../../../engine/calendar/index.ts';

const paris = { zone: zoneOf('Europe/Paris'), holidays: new Set([parseDay('2026-04-06') ?? 0]) };

function after(instant: string, duration: string): string {
  return new Date(addDuration(Date.parse(instant), parseDuration(duration), paris)).toISOString();
}

test('a duration is read with its unit, singular or plural', () => {
  const texts = ['1 minute', '4 hours', '3 days', '2 business days', '1 week'];

  expect(texts.map(parseDuration)).toEqual([
    { amount: 1, unit: 'minute' },
    { amount: 4, unit: 'hour' },
    { amount: 3, unit: 'day' },
    { amount: 2, unit: 'business day' },
    { amount: 1, unit: 'week' },
  ]);
});

test('a text that is no duration is thrown', () => {
  for (const text of ['', '3', 'days', '-1 day', '03 days', '1.5 hours', '2 months']) {
    expect(() => parseDuration(text)).toThrow(RangeError);
  }
});

test('days keep the local clock time across a change of clocks', () => {
  expect(after('2026-03-28T08:00:00.000Z', '1 day')).toBe('2026-03-29T07:00:00.000Z');
  expect(after('2026-10-24T07:00:00.000Z', '1 week')).toBe('2026-10-31T08:00:00.000Z');
});

test('hours and minutes are elapsed time', () => {
  expect(after('2026-03-28T08:00:00.000Z', '24 hours')).toBe('2026-03-29T08:00:00.000Z');
  expect(after('2026-03-28T08:00:00.000Z', '90 minutes')).toBe('2026-03-28T09:30:00.000Z');
});

test('business days pass over week-ends and holidays at the same clock time', () => {
  expect(after('2026-04-03T07:30:00.000Z', '1 business day')).toBe('2026-04-07T07:30:00.000Z');
});

test('a clock time that the day skips moves forward by the gap', () => {
  expect(after('2026-03-28T01:30:00.000Z', '1 day')).toBe('2026-03-29T01:30:00.000Z');
});

test('seconds and milliseconds are kept, and no days change nothing in a repeated hour', () => {
  expect(after('2026-03-28T08:00:59.999Z', '1 day')).toBe('2026-03-29T07:00:59.999Z');
  expect(after('2026-10-25T01:30:00.000Z', '0 days')).toBe('2026-10-25T01:30:00.000Z');
});

test('five business days are as long as a week', () => {
  const days = ['36 hours', '720 minutes', '5 business days', '1 week'].map((text) =>
    durationInDays(parseDuration(text)),
  );

  expect(days).toEqual([1.5, 0.5, 7, 7]);
});
