import { Temporal } from 'temporal-polyfill';
import type { Day } from './day.ts';

export const msOfDay = 86_400_000;
export const msOfMinute = 60_000;

/** A local date and the minute of that day, 0 to 1439; seconds are dropped. */
export interface Local {
  readonly day: Day;
  readonly minute: number;
}

/**
 * An IANA time zone with what it has learnt of its offsets.
 *
 * Offsets come from the platform's time zone data through Temporal, which is far too slow for
 * millions of questions. A zone keeps each span of constant offset that it has met: some 600 at the
 * most for the years 1900 to 2199, so the memory is bounded. Keep a zone and ask it again.
 */
export interface Zone {
  readonly name: string;
  /**
   * The instant, in epoch milliseconds, of a local clock time. In a gap the clock moves forward by
   * the length of the gap, in an overlap the earlier instant is taken (Temporal's "compatible").
   * Minute 1440 is the next midnight.
   */
  instantOf(day: Day, minute: number): number;
  localOf(instant: number): Local;
  /** The local date of an instant. */
  dayOf(instant: number): Day;
  /** Milliseconds to add to an instant to read its local clock. */
  offsetAt(instant: number): number;
}

/** A span of constant offset, `from` inclusive to `to` exclusive. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

function spanAt(instant: number, name: string): Span {
  const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(name);
  const before = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const after = moment.getTimeZoneTransition('next');
  return {
    from: before === null ? Number.NEGATIVE_INFINITY : before.epochMilliseconds,
    to: after === null ? Number.POSITIVE_INFINITY : after.epochMilliseconds,
    offset: moment.offsetNanoseconds / 1e6,
  };
}

/** True for the name of a time zone that the platform knows; offsets such as `+01:00` are no names. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens a time zone by its IANA name.
 *
 * @example zoneOf('Europe/Paris').instantOf(20_500, 540) // 2026-02-16T08:00:00Z in milliseconds
 * @throws RangeError for a name that the platform does not know; ask {@link isZone} first.
 */
export function zoneOf(name: string): Zone {
  if (!isZone(name))
    throw new RangeError(`"${name}" is no time zone; write an IANA name like "Europe/Paris"`);
  const first = spanAt(0, name);
  const spans: Span[] = [first];
  let last = first;

  function find(instant: number): Span {
    if (instant >= last.from && instant < last.to) return last;
    let low = 0;
    let high = spans.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const span = spans[middle] ?? first;
      if (instant < span.from) high = middle;
      else if (instant >= span.to) low = middle + 1;
      else {
        last = span;
        return span;
      }
    }
    last = spanAt(instant, name);
    spans.splice(low, 0, last);
    return last;
  }

  const offsetAt = (instant: number): number => find(instant).offset;

  function nearTransition(local: number): number {
    const early = local - offsetAt(local - msOfDay);
    const late = local - offsetAt(local + msOfDay);
    const earlyExists = early + offsetAt(early) === local;
    const lateExists = late + offsetAt(late) === local;
    return lateExists && !earlyExists ? late : early;
  }

  return {
    name,
    instantOf(day, minute) {
      const local = day * msOfDay + minute * msOfMinute;
      const span = find(local);
      // No zone is a whole day away from UTC, so a transition further away cannot matter.
      if (local - msOfDay >= span.from && local + msOfDay < span.to) return local - span.offset;
      return nearTransition(local);
    },
    localOf(instant) {
      const local = instant + offsetAt(instant);
      const day = Math.floor(local / msOfDay);
      return { day, minute: Math.floor((local - day * msOfDay) / msOfMinute) };
    },
    dayOf: (instant) => Math.floor((instant + offsetAt(instant)) / msOfDay),
    offsetAt,
  };
}

/** A keeper of zones: opens each name once, for callers that meet many customers. */
export function createZones(): (name: string) => Zone {
  const zones = new Map<string, Zone>();
  return (name) => {
    const known = zones.get(name);
    if (known !== undefined) return known;
    const zone = zoneOf(name);
    zones.set(name, zone);
    return zone;
  };
}
