import { z } from 'zod';
import {
  type Db,
  moveToTemporal,
  planMove,
  readLogicalTime,
  runsOnTemporal,
  takeFromTemporal,
  writeAudit,
} from '../../store/index.ts';
import type { TemporalPlace } from '../../workers/temporal/settings.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { deedOf } from './act.ts';
import { operation } from './operation.ts';
import { Refusal } from './refusal.ts';

const runsAtOnce = 500;

/**
 * Hands the runs under way to the other engine, each with the state that it has. Runs whose message is on
 * its way stay until it has arrived; asked again, the rest is moved.
 */
export const move = operation({
  name: 'move',
  input: z.strictObject({ to: z.enum(['temporal', 'embedded']), dryRun: z.boolean().optional() }),
  async run(house, { to, dryRun }, caller) {
    const { db } = house.store;
    if (to === 'temporal' && (await readLogicalTime(db)) !== null) throw trial();
    const before = await planMove(db, to);
    if (dryRun === true) return { to, dryRun: true, movedNow: 0, ...before };
    const movedNow = to === 'temporal' ? await giveToTemporal(house) : await takeBack(house);
    const after = await planMove(db, to);
    if (movedNow > 0) {
      const detail = { to, runs: movedNow };
      await writeAudit(db, deedOf(house, caller), { what: 'moved runs', object: `engine ${to}`, detail });
    }
    house.driver?.nudge();
    return { to, dryRun: false, movedNow, ...after };
  },
});

async function giveToTemporal({ store: { db } }: OpenHouse): Promise<number> {
  let moved = 0;
  for (;;) {
    const some = await moveToTemporal(db, runsAtOnce);
    moved += some;
    if (some === 0) return moved;
  }
}

/** Runs that were never begun there need no server to come back. */
async function takeBack(house: OpenHouse): Promise<number> {
  const { db } = house.store;
  const place = house.temporal?.place ?? null;
  if (place !== null) return leave(db, place);
  const moved = await takeUnbegun(db);
  const { workflows } = await planMove(db, 'embedded');
  if (workflows === 0) return moved;
  const own = await house.openOwnTemporal();
  if (own !== null) return moved + (await leave(db, own.place).finally(own.close));
  if (moved === 0) throw noServer();
  return moved;
}

async function leave(db: Db, place: TemporalPlace): Promise<number> {
  const { leaveTemporal } = await import('../../workers/temporal/leave-temporal.ts');
  return (await leaveTemporal(db, place)).moved;
}

async function takeUnbegun(db: Db): Promise<number> {
  let moved = 0;
  for (let after = ''; ; ) {
    const runs = await runsOnTemporal(db, after, runsAtOnce);
    const last = runs.at(-1);
    if (last === undefined) return moved;
    after = last.id;
    for (const { id, begun } of runs) {
      if (!begun && (await takeFromTemporal(db, id))) moved += 1;
    }
  }
}

function noServer(): Refusal {
  return new Refusal('conflict', {
    fr: 'aucun serveur Temporal n’est connu : fixez PALIER_ENGINE=temporal et TEMPORAL_ADDRESS, ou demandez-le pendant que palier start --engine temporal tourne',
    en: 'no Temporal server is known: set PALIER_ENGINE=temporal and TEMPORAL_ADDRESS, or ask while palier start --engine temporal runs',
  });
}

function trial(): Refusal {
  return new Refusal('conflict', {
    fr: 'ces données vivent le temps d’un essai (--clock), que Temporal ne connaît pas',
    en: 'these data live the time of a trial (--clock), which Temporal does not know',
  });
}
