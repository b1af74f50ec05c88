import {
  type Calendar,
  createZones,
  type Day,
  formatDay,
  isZone,
  type Zone,
} from '../../engine/calendar/index.ts';
import type { Entity } from '../../schemas/index.ts';
import type { Holidays } from '../calendar/holidays.ts';

/** Legal entities, holidays and zones: what surrounds a decision beside facts and flow. */
export interface Surroundings {
  entity(id: string): Entity;
  /** The clock of the zone with the public holidays of the entity's region. */
  calendar(entity: string, zone: string): Calendar;
  /** The date at an instant in a zone; in UTC where the zone is unknown. */
  dateIn(zone: string, at: number): string;
}

/** Years before and after the present one whose holidays count. */
const yearsBefore = 2;
const yearsAfter = 6;

export function createSurroundings(
  entities: readonly Entity[],
  holidays: Holidays,
  now: () => number,
): Surroundings {
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const zones = createZones();
  const calendars = new Map<string, Calendar>();
  const entity = (id: string): Entity => {
    const found = byId.get(id) ?? entities[0];
    if (found === undefined) throw new Error('a workspace has at least one entity');
    return found;
  };
  const known = new Map<string, Zone>();
  const zoneIn = (name: string): Zone => {
    const zone = known.get(name) ?? zones(isZone(name) ? name : 'UTC');
    known.set(name, zone);
    return zone;
  };
  return {
    entity,
    dateIn: (zone, at) => formatDay(zoneIn(zone).dayOf(at)),
    calendar(id, zone) {
      const { region, zone: own } = entity(id);
      const year = new Date(now()).getUTCFullYear();
      const key = `${region}\n${own}\n${zone}\n${year}`;
      const known = calendars.get(key);
      if (known !== undefined) return known;
      const days: ReadonlySet<Day> = holidays.holidaysOf(region, year - yearsBefore, year + yearsAfter);
      const calendar = { zone: zones(isZone(zone) ? zone : own), holidays: days };
      calendars.set(key, calendar);
      return calendar;
    },
  };
}
