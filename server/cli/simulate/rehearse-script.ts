import type { Day } from '../../../engine/calendar/index.ts';
import { type Rehearsal, rehearse, type SimulatedContact } from '../../../engine/simulate/index.ts';
import type { Entity, Script, Workspace } from '../../../schemas/index.ts';
import type { Holidays } from '../../../workers/calendar/holidays.ts';
import type { LoadedRelease } from '../../../workers/carry/releases.ts';

/** The entity that bills a customer: the one of the customer’s country, else the first. */
export function entityFor(workspace: Workspace, country: string | undefined): Entity {
  const [first] = workspace.entities;
  const own = workspace.entities.find(({ region }) => region.split('-')[0] === country);
  const entity = own ?? first;
  if (entity === undefined) throw new RangeError('a workspace has at least one entity');
  return entity;
}

/** Holidays around a year: runs rarely last two years, scripts may reach further back. */
export function holidaysAround(holidays: Holidays, region: string, year: number): ReadonlySet<Day> {
  return holidays.holidaysOf(region, year - 1, year + 3);
}

export interface ScriptRehearsal {
  readonly workspace: Workspace;
  readonly release: LoadedRelease;
  readonly holidays: Holidays;
  readonly onContact?: (contact: SimulatedContact) => void;
}

/** Walks a script through a release, in the zone and with the holidays of the entity that bills. */
export function rehearseScript(
  script: Script,
  { workspace, release, holidays, onContact }: ScriptRehearsal,
): Rehearsal {
  const entity = entityFor(workspace, script.customer.country);
  const year = Number((script.invoices[0]?.dueOn ?? '2026').slice(0, 4));
  return rehearse(script, {
    prepared: release.prepared,
    zone: entity.zone,
    holidays: holidaysAround(holidays, entity.region, year),
    language: workspace.languages[0] ?? 'fr',
    ...(onContact === undefined ? {} : { onContact }),
  });
}
