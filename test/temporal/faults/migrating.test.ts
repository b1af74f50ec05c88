/** Runs of workflows move to another release by the orders of `palier migrate`, relayed as any other. */
import { expect, it } from 'vitest';
import { digestOf } from '../../../engine/flow/index.ts';
import type { Release } from '../../../schemas/index.ts';
import { moveRuns } from '../../../server/operations/migrate/move-runs.ts';
import { publishRelease, runsNotOn } from '../../../store/index.ts';
import { ladder } from '../../workers/carry/house.ts';
import { actor, until } from './fault-house.ts';
import { beginning, useSignalScene } from './signal-scene.ts';

const scene = useSignalScene({ works: true });

/** The ladder with another text of its flow, published; gives its digest. */
async function publish(change: (text: string) => string, base: string): Promise<string> {
  const { digest: _, ...content } = ladder();
  const flow: Release['flow'] = JSON.parse(change(JSON.stringify(content.flow)));
  const release: Release = { digest: digestOf({ ...content, flow }), ...content, flow };
  const act = { at: Date.now(), actor };
  await publishRelease(scene().house.store.db, release, base, act);
  return release.digest;
}

async function migrate(to: string, pairs: readonly (readonly [string, string])[] = [], isReal = true) {
  const { carrier, driver } = scene().relaying;
  const { store } = scene().house;
  const ids = await runsNotOn(store.db, { flow: 'ladder', to });
  const migration = { from: null, to, map: new Map(pairs), known: new Map() };
  return moveRuns({ store, carrier, clock: carrier.clock, driver }, ids, migration, isReal);
}

it('there as foretold, to and fro, twice at once, and nothing is sent again', async () => {
  const invoice = await scene().reminded();
  const { release: old } = await scene().stateOf(invoice);
  const next = await publish((text) => text.replaceAll('"j14"', '"attente"'), old);
  const lost = await publish((text) => text.replaceAll('"j14"', '"autre"'), next);
  const arrives = (release: string) =>
    until(
      () => scene().stateOf(invoice),
      (state) => state.release === release && state.standing === null,
    );
  const stored = (release: string) =>
    until(
      () => runsNotOn(scene().house.store.db, { flow: 'ladder', to: release }),
      (ids) => ids.length === 0,
    );

  const preview = await migrate(next, [['j14', 'attente']], false);
  const [there] = [await migrate(next, [['j14', 'attente']]), await migrate(next, [['j14', 'attente']])];
  const moved = await arrives(next);
  await stored(next);
  const [nowhere] = await migrate(lost);
  const held = await arrives(lost);
  await stored(lost);
  await migrate(next);
  const back = await arrives(next);

  expect(preview.map(({ fate, order }) => [fate, order?.moves])).toEqual([['as-is', { j14: 'attente' }]]);
  expect(there.map(({ fate }) => fate)).toEqual(['as-is']);
  expect([moved.step, back.step]).toEqual(['attente', 'attente']);
  expect(moved.deadline).toBe(back.deadline);
  expect(nowhere).toMatchObject({ fate: 'held', why: 'removed' });
  expect(held.holds).toEqual([{ cause: 'problem', object: 'no-step', until: null }]);
  expect(await scene().house.deliveries(invoice)).toEqual(['captured']);
  expect((await scene().house.said(invoice.run)).slice(0, beginning.length)).toEqual(beginning);
  await scene().expectAlive(invoice);
});
