import { type Day, formatDay, parseDay, zoneOf } from '../../engine/calendar/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { Refusal } from './refusal.ts';

/**
 * Reads a date as people write it: `2026-12-31` or `31/12/2026`.
 *
 * @throws Refusal that says what would be accepted.
 */
function readDay(text: string): Day {
  const [, dayOfMonth, month, year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text.trim()) ?? [];
  const iso =
    year === undefined ? text.trim() : `${year}-${month?.padStart(2, '0')}-${dayOfMonth?.padStart(2, '0')}`;
  const day = parseDay(iso);
  if (day !== null) return day;
  const shown = text.slice(0, 50);
  throw new Refusal('not-acceptable', {
    fr: `« ${shown} » n’est pas une date ; écrivez 2026-12-31 ou 31/12/2026`,
    en: `"${shown}" is no date; write 2026-12-31 or 31/12/2026`,
  });
}

/** The zone of the company: that of the entity, or of the first one. */
export function zoneOfEntity(house: Pick<OpenHouse, 'workspace'>, entity?: string) {
  const { entities } = house.workspace;
  const found = entities.find(({ id }) => id === entity) ?? entities[0];
  return zoneOf(found?.zone ?? 'UTC');
}

/** Reads a day from tomorrow on. @throws Refusal for a past one. */
export function readFutureDay(
  house: Pick<OpenHouse, 'workspace' | 'clock'>,
  text: string,
  entity?: string,
): Day {
  const day = readDay(text);
  const today = zoneOfEntity(house, entity).dayOf(house.clock.now());
  if (day >= today) return day;
  throw new Refusal('not-acceptable', {
    fr: `le ${formatDay(day)} est passé ; donnez une date à partir du ${formatDay(today)}`,
    en: `${formatDay(day)} has passed; give a date from ${formatDay(today)} on`,
  });
}

/** Reads the day of something that has happened. @throws Refusal for a day to come. */
export function readPastDay(
  house: Pick<OpenHouse, 'workspace' | 'clock'>,
  text: string,
  entity?: string,
): Day {
  const day = readDay(text);
  const today = zoneOfEntity(house, entity).dayOf(house.clock.now());
  if (day <= today) return day;
  throw new Refusal('not-acceptable', {
    fr: `le ${formatDay(day)} est à venir ; donnez une date jusqu’au ${formatDay(today)}`,
    en: `${formatDay(day)} is still to come; give a date up to ${formatDay(today)}`,
  });
}
