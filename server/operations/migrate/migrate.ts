import { z } from 'zod';
import { runsNotOn, writeAudit } from '../../../store/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { deedOf } from '../act.ts';
import { type Caller, operation } from '../operation.ts';
import { Refusal } from '../refusal.ts';
import { demandPublished, findRelease, shortDigest } from '../releases/find-release.ts';
import type { Migration } from './foretell.ts';
import { moveRuns } from './move-runs.ts';
import { readMap } from './read-map.ts';
import { summaryOf } from './summary.ts';

/**
 * Moves the runs of a flow to another of its releases, or says what that would do. Each run is told once;
 * asked again after it was broken off, it goes on with those that are left, and with a map that has a place
 * for them also with those that an earlier migration left without a step.
 */
export const migrate = operation({
  name: 'migrate',
  input: z.strictObject({
    flow: z.string().min(1),
    from: z.string().min(1).optional(),
    to: z.string().min(1).optional(),
    map: z.array(z.string().max(200)).max(2_000).default([]),
    dryRun: z.boolean().optional(),
    reason: z.string().max(2_000).optional(),
  }),
  async run(house, { flow, from, to, map, dryRun, reason }, caller) {
    const { db } = house.store;
    await demandPublished(db, flow);
    const target = await findRelease(db, to ?? flow, flow);
    const source = from === undefined ? null : await findRelease(db, from, flow);
    const isSame = source?.digest === target.digest;
    if (isSame && map.length === 0) throw sameRelease(target.digest);
    const next = await house.carrier.releases.get(db, target.digest);
    const { plan } = next.prepared;
    // A step that the release itself lacks is one of an earlier release.
    const old = isSame ? null : (source?.digest ?? null);
    const pairs = await readMap(house, { flow, from: old, to: plan, map });
    const ids = await runsNotOn(db, {
      ...{ flow, to: target.digest, places: { old: [...pairs.keys()], steps: Object.keys(plan.steps) } },
      ...(source === null ? {} : { from: source.digest }),
    });
    const migration: Migration = {
      ...{ from: source?.digest ?? null, to: target.digest },
      ...{ map: pairs, known: new Map() },
    };
    const isReal = dryRun !== true;
    if (isReal && ids.length > 0)
      await noteBegin(house, { flow, migration, source: source?.digest }, caller, reason);
    const told = await moveRuns(house, ids, migration, isReal);
    return {
      flow,
      to: { digest: target.digest, short: shortDigest(target.digest), inForce: target.head },
      dryRun: !isReal,
      zone: house.workspace.entities[0]?.zone ?? 'UTC',
      ...summaryOf(told, next.release.flow, migration),
    };
  },
});

async function noteBegin(
  house: OpenHouse,
  what: { readonly flow: string; readonly migration: Migration; readonly source: string | undefined },
  caller: Caller,
  reason: string | undefined,
): Promise<void> {
  const { to, map } = what.migration;
  await writeAudit(house.store.db, deedOf(house, caller), {
    what: 'migrated',
    object: `flow ${what.flow}`,
    why: reason ?? null,
    detail: { to, from: what.source ?? null, map: Object.fromEntries(map) },
  });
}

function sameRelease(digest: string): Refusal {
  const short = shortDigest(digest);
  return new Refusal('not-acceptable', {
    fr: `--from et --to désignent la même version ${short} : rien ne bougerait`,
    en: `--from and --to name the same release ${short}: nothing would move`,
  });
}
