import { zoneOf } from '../../../engine/calendar/index.ts';
import { eventsOf, factsOfScript, momentsOf } from '../../../engine/simulate/index.ts';
import type { Flow, Script, Workspace } from '../../../schemas/index.ts';
import type { Cast } from './cast.ts';
import { entityFor } from './rehearse-script.ts';

export interface ScriptOptions {
  readonly workspace: Workspace;
  readonly flow: Flow;
  /** Id of the entity that bills; by the customer's country where absent. */
  readonly entity?: string;
  /** A date on which every run starts, in place of the script's. */
  readonly today?: number;
}

/** The customer, invoices and events of a script. */
export function castOfScript(script: Script, { workspace, flow, entity: id, today }: ScriptOptions): Cast {
  const entity =
    workspace.entities.find((one) => one.id === id) ?? entityFor(workspace, script.customer.country);
  const zone = zoneOf(script.customer.zone ?? entity.zone);
  const moments = momentsOf(script, zone);
  const facts = factsOfScript(script, {
    ...{ currency: flow.currency, language: workspace.languages[0] ?? 'fr', zone: zone.name },
  });
  const startOf = (index: number): number => {
    if (today !== undefined) return zone.instantOf(today, 0);
    const importedAt = script.invoices[index]?.importedAt;
    return importedAt === undefined ? moments.start(-30) : moments.instant(importedAt);
  };
  return {
    entity,
    zone: zone.name,
    invoices: facts.map((one, index) => ({ facts: one, startsAt: startOf(index) })),
    events: eventsOf(script, moments),
    until: script.until === undefined ? moments.start(400) : moments.instant(script.until),
  };
}
