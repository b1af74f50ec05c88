import { parseDay } from '../../../engine/calendar/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { zoneOfEntity } from '../read-day.ts';
import { Refusal } from '../refusal.ts';

const dayAndTime = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * When a file was exported: `2026-11-20` (the end of that day), `2026-11-20T18:30` in the entity's zone,
 * or with `Z` or an offset; `now`. Epoch milliseconds, never later than now for today's date.
 *
 * @throws Refusal that says what would be accepted, or that the moment is still to come.
 */
export function readAsOf(
  house: Pick<OpenHouse, 'workspace' | 'clock'>,
  text: string,
  entity: string,
): number {
  const now = house.clock.now();
  if (text.trim() === 'now') return now;
  const zone = zoneOfEntity(house, entity);
  const [, date, hour, minute, offset] = dayAndTime.exec(text.trim()) ?? [];
  const day = date === undefined ? null : parseDay(date);
  const minutes = hour === undefined ? 0 : Number(hour) * 60 + Number(minute);
  if (day === null || minutes >= 1440 || (hour === undefined && offset !== undefined)) throw noMoment(text);
  if (hour === undefined) {
    if (day > zone.dayOf(now)) throw toCome(text);
    return Math.min(now, zone.instantOf(day + 1, 0) - 1);
  }
  const at = offset === undefined ? zone.instantOf(day, minutes) : Date.parse(text.trim().replace(' ', 'T'));
  if (Number.isNaN(at)) throw noMoment(text);
  if (at > now) throw toCome(text);
  return at;
}

function noMoment(text: string): Refusal {
  const shown = text.slice(0, 50);
  return new Refusal('not-acceptable', {
    fr: `« ${shown} » n’est pas un moment ; écrivez --as-of 2026-11-20, 2026-11-20T18:30, ou now`,
    en: `"${shown}" is no moment; write --as-of 2026-11-20, 2026-11-20T18:30, or now`,
  });
}

function toCome(text: string): Refusal {
  return new Refusal('not-acceptable', {
    fr: `« ${text.slice(0, 50)} » est à venir ; --as-of attend le moment auquel le fichier a été exporté`,
    en: `"${text.slice(0, 50)}" is still to come; --as-of takes the moment at which the file was exported`,
  });
}
