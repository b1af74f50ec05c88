import { z } from 'zod';
import {
  gatherFacts,
  movableRuns,
  runsNotOn,
  storedVariants,
  type Tx,
  tellRuns,
  writeAudit,
} from '../../../store/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { deedOf } from '../act.ts';
import { type Caller, operation } from '../operation.ts';
import { Refusal } from '../refusal.ts';
import { findRelease, shortDigest } from '../releases/find-release.ts';
import { type Foretold, foretell, type Migration } from './foretell.ts';
import { readMap } from './read-map.ts';
import { summaryOf, type Told } from './summary.ts';

/** Runs looked at in one transaction: the others wait no longer than that. */
const batchSize = 100;

/**
 * Moves the runs of a flow to another of its releases, or says what that would do. Each run is told once;
 * asked again after it was broken off, it goes on with those that are left.
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
    const target = await findRelease(db, to ?? flow, flow);
    const source = from === undefined ? null : await findRelease(db, from, flow);
    if (source?.digest === target.digest) throw sameRelease(target.digest);
    const next = await house.carrier.releases.get(db, target.digest);
    const ids = await runsNotOn(db, {
      ...{ flow, to: target.digest },
      ...(source === null ? {} : { from: source.digest }),
    });
    const pairs = await readMap(house, { flow, from: source?.digest ?? null, to: next.prepared.plan, map });
    const migration: Migration = { to: target.digest, map: pairs, known: new Map() };
    const isReal = dryRun !== true;
    if (isReal && ids.length > 0)
      await noteBegin(house, { flow, migration, source: source?.digest }, caller, reason);
    const told: Told[] = [];
    for (let first = 0; first < ids.length; first += batchSize) {
      told.push(...(await moveBatch(house, ids.slice(first, first + batchSize), migration, isReal)));
      if (isReal) house.driver?.nudge();
    }
    return {
      flow,
      to: { digest: target.digest, short: shortDigest(target.digest), inForce: target.head },
      dryRun: !isReal,
      zone: house.workspace.entities[0]?.zone ?? 'UTC',
      ...summaryOf(told, next.release.flow),
    };
  },
});

async function moveBatch(
  house: OpenHouse,
  ids: readonly string[],
  migration: Migration,
  isReal: boolean,
): Promise<readonly Told[]> {
  const { store, clock } = house;
  return store.db.transaction().execute(async (tx) => {
    const told = await foretellBatch(house, tx, ids, migration);
    const rows = told.flatMap(({ run, order }) =>
      order === null ? [] : [{ run_id: run.id, event_id: order.id, event: order }],
    );
    if (isReal) await tellRuns(tx, rows, clock.now());
    return told;
  });
}

async function foretellBatch(
  { carrier, clock }: OpenHouse,
  tx: Tx,
  ids: readonly string[],
  migration: Migration,
): Promise<readonly Told[]> {
  const now = clock.now();
  const runs = await movableRuns(tx, ids);
  const invoices = runs.map(({ invoice }) => invoice);
  const facts = await gatherFacts(tx, invoices, now, (zone) => carrier.surroundings.dateIn(zone, now));
  const variants = await storedVariants(tx, [...new Set(runs.map(({ customerId }) => customerId))]);
  const told: Told[] = [];
  for (const run of runs) {
    const variantOf = (flow: string, step: string) =>
      variants.get(`${run.customerId}/${flow}/${step}`) ?? null;
    const own = facts.get(run.invoice);
    const foretold: Foretold = await foretell({ tx, carrier, run, facts: own, now, variantOf }, migration);
    told.push({ run, ...foretold });
  }
  return told;
}

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
