import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  closeOf,
  createZones,
  isOpen,
  nextOpening,
  openingMinute,
  parseDay,
  parseWindow,
  zoneOf,
} from '../../../engine/calendar/index.ts';

const holiday = parseDay('2026-07-14') ?? Number.NaN;
const paris = { zone: zoneOf('Europe/Paris'), holidays: new Set([holiday]) };

function opening(text: string, instant: string): string | null {
  const next = nextOpening(parseWindow(text), paris, Date.parse(instant));
  return next === null ? null : new Date(next).toISOString();
}

function close(text: string, instant: string): string | null {
  const end = closeOf(parseWindow(text), paris, Date.parse(instant));
  return end === null ? null : new Date(end).toISOString();
}

test('a window names days and hours', () => {
  expect(parseWindow('mon-thu 10:00-12:00')).toEqual({
    kind: 'hours',
    days: [true, true, true, true, false, false, false],
    from: 600,
    to: 720,
    named: true,
  });
  expect(parseWindow('mon,wed')).toMatchObject({
    days: [true, false, true, false, false, false, false],
    from: 0,
    to: 1440,
    named: false,
  });
  expect(parseWindow('fri-mon,wed 09:00-24:00')).toMatchObject({
    days: [true, false, true, false, true, true, true],
    to: 1440,
  });
});

test('a text that is no window is thrown', () => {
  for (const text of ['', 'never', 'weekdays 9-18', 'mon 10:00-25:00', 'lundi']) {
    expect(() => parseWindow(text)).toThrow(RangeError);
  }
});

test('an instant inside the window is its own opening', () => {
  expect(opening('weekdays 09:00-18:00', '2026-07-13T07:00:00.000Z')).toBe('2026-07-13T07:00:00.000Z');
  expect(opening('weekdays 09:00-18:00', '2026-07-13T15:59:59.999Z')).toBe('2026-07-13T15:59:59.999Z');
});

test('before the opening it is the same day, after the close the next open day', () => {
  expect(opening('weekdays 09:00-18:00', '2026-07-13T05:00:00.000Z')).toBe('2026-07-13T07:00:00.000Z');
  expect(opening('weekdays 09:00-18:00', '2026-07-17T16:00:00.000Z')).toBe('2026-07-20T07:00:00.000Z');
});

test('a holiday is closed, except under always', () => {
  expect(opening('daily', '2026-07-14T10:00:00.000Z')).toBe('2026-07-14T22:00:00.000Z');
  expect(opening('weekdays 09:00-18:00', '2026-07-14T10:00:00.000Z')).toBe('2026-07-15T07:00:00.000Z');
  expect(opening('always', '2026-07-14T10:00:00.000Z')).toBe('2026-07-14T10:00:00.000Z');
});

test('the close is the end of the day’s span, and null for always or while closed', () => {
  expect(close('weekdays 09:00-18:00', '2026-07-13T10:00:00.000Z')).toBe('2026-07-13T16:00:00.000Z');
  expect(close('daily 09:00-24:00', '2026-07-12T10:00:00.000Z')).toBe('2026-07-12T22:00:00.000Z');
  expect(close('weekdays 09:00-18:00', '2026-07-13T17:00:00.000Z')).toBeNull();
  expect(close('always', '2026-07-13T10:00:00.000Z')).toBeNull();
});

test('the opening follows the clock when it changes', () => {
  expect(opening('daily 09:00-18:00', '2026-03-28T20:00:00.000Z')).toBe('2026-03-29T07:00:00.000Z');
  expect(opening('daily 09:00-18:00', '2026-10-24T20:00:00.000Z')).toBe('2026-10-25T08:00:00.000Z');
});

test('an opening in a skipped hour moves forward, and no earlier instant is open', () => {
  expect(opening('daily 02:30-18:00', '2026-03-29T01:10:00.000Z')).toBe('2026-03-29T01:30:00.000Z');
});

test('a repeated hour is open once', () => {
  expect(opening('sun 02:00-03:00', '2026-10-25T00:30:00.000Z')).toBe('2026-10-25T00:30:00.000Z');
  expect(close('sun 02:00-02:30', '2026-10-25T00:10:00.000Z')).toBe('2026-10-25T00:30:00.000Z');
  expect(opening('sun 02:00-02:30', '2026-10-25T01:10:00.000Z')).toBe('2026-11-01T01:00:00.000Z');
});

test('a window that never opens has no opening', () => {
  expect(opening('daily 18:00-09:00', '2026-07-13T10:00:00.000Z')).toBeNull();
  expect(opening('daily 09:00-09:00', '2026-07-13T10:00:00.000Z')).toBeNull();
});

test('holidays on every day are no endless search', () => {
  const holidays = new Set(Array.from({ length: 1000 }, (_, index) => 20_600 + index));

  const next = nextOpening(parseWindow('daily'), { ...paris, holidays }, 20_610 * 86_400_000);

  expect(next).toBeNull();
});

test('the default minute of a wait is the opening, or nine where no hours are named', () => {
  const minutes = ['weekdays 08:30-18:00', 'daily 00:00-24:00', 'daily', 'mon,wed', 'always'].map((text) =>
    openingMinute(parseWindow(text)),
  );

  expect(minutes).toEqual([510, 0, 540, 540, 540]);
});

test('an opening is open, is not before the question, and nothing between is open', () => {
  const zones = createZones();
  const texts = ['weekdays 09:00-18:00', 'daily', 'sun 02:00-03:00', 'mon,wed', 'sat-sun 00:15-24:00'];
  const names = ['Europe/Paris', 'Asia/Beirut', 'America/Goose_Bay', 'Pacific/Apia', 'Africa/Casablanca'];

  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.constantFrom(...names),
      fc.integer({ min: 1_280_000_000_000, max: 1_330_000_000_000 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (text, name, instant, share) => {
        const window = parseWindow(text);
        const calendar = { zone: zones(name), holidays: new Set<number>() };

        const next = nextOpening(window, calendar, instant) ?? Number.NaN;

        expect(next).toBeGreaterThanOrEqual(instant);
        expect(isOpen(window, calendar, next)).toBe(true);
        expect(closeOf(window, calendar, next)).toBeGreaterThan(next);
        if (next > instant) {
          expect(isOpen(window, calendar, instant + Math.floor((next - instant) * share))).toBe(false);
        }
      },
    ),
    { numRuns: 2000 },
  );
});
