import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { createZones, isZone, parseDay, zoneOf } from '../../../engine/calendar/index.ts';
import { localTimeCases } from './oracle.ts';

/** Zones with ordinary, odd, half-hour, Ramadan and dateline changes of clocks. */
const names = [
  'Europe/Paris',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Pacific/Apia',
  'America/Goose_Bay',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'UTC',
];

function temporalInstant(name: string, day: number, minute: number): number {
  const local = Temporal.PlainDate.from('1970-01-01').add({ days: day }).toPlainDateTime();
  return local.add({ minutes: minute }).toZonedDateTime(name, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

test.each(localTimeCases)('$id: $input.local in $input.timeZone', ({ input, expected }) => {
  const zone = zoneOf(input.timeZone);
  const day = parseDay(input.local.slice(0, 10)) ?? Number.NaN;
  const [hours = 0, minutes = 0, seconds = 0] = input.local.slice(11).split(':').map(Number);

  const instant = zone.instantOf(day, hours * 60 + minutes) + seconds * 1000;

  expect(instant).toBe(expected.epochMs);
  expect(new Date(instant + zone.offsetAt(instant)).toISOString().slice(0, 19)).toBe(expected.resolvedLocal);
});

test('a zone agrees with Temporal on any local time from 1990 to 2060', () => {
  const zones = createZones();

  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.integer({ min: 7305, max: 32_872 }),
      fc.integer({ min: 0, max: 1439 }),
      (name, day, minute) => {
        expect(zones(name).instantOf(day, minute)).toBe(temporalInstant(name, day, minute));
      },
    ),
    { numRuns: 2000 },
  );
});

test('a zone agrees with Temporal on every quarter of an hour around each change of clocks', () => {
  const spans: readonly (readonly [string, string])[] = [
    ['Europe/Paris', '2026-03-28'],
    ['Europe/Paris', '2026-10-24'],
    ['Australia/Lord_Howe', '2026-04-04'],
    ['Africa/Casablanca', '2026-02-14'],
    ['Pacific/Apia', '2011-12-28'],
    ['America/Goose_Bay', '2010-11-06'],
    ['Asia/Beirut', '2026-03-28'],
  ];

  for (const [name, from] of spans) {
    const zone = zoneOf(name);
    const first = parseDay(from) ?? Number.NaN;
    for (let quarter = 0; quarter < 4 * 96; quarter += 1) {
      const day = first + Math.floor(quarter / 96);
      const minute = (quarter % 96) * 15;

      expect(zone.instantOf(day, minute), `${name} ${from} ${quarter}`).toBe(
        temporalInstant(name, day, minute),
      );
    }
  }
});

test('the local clock of an instant is Temporal’s', () => {
  const zones = createZones();
  const year = 31_556_952_000;

  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.integer({ min: 20 * year, max: 90 * year }),
      (name, instant) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);

        const local = zones(name).localOf(instant);

        expect(local.minute).toBe(zoned.hour * 60 + zoned.minute);
        expect(local.day).toBe(parseDay(zoned.toPlainDate().toString()));
        expect(zones(name).dayOf(instant)).toBe(local.day);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a name that is no zone is told apart and thrown', () => {
  expect(['Europe/Paris', 'UTC', 'Europe/Atlantis', '+01:00', ''].map(isZone)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
  expect(() => zoneOf('Europe/Atlantis')).toThrow(RangeError);
});

test('a keeper opens each zone once', () => {
  const zones = createZones();

  expect(zones('Europe/Paris')).toBe(zones('Europe/Paris'));
});
