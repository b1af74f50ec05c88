import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextWake } from '../../../engine/run/index.ts';
import { Model } from './model.ts';
import { play, script } from './random-acts.ts';
import { RandomDriver } from './random-driver.ts';
import { randomPlan } from './random-flow.ts';

/** Where a run rests, whoever says so. */
function restOf({ state, plan }: RandomDriver) {
  const over = state.phase === 'finished';
  const own = (cause: string) => state.holds.filter((hold) => hold.cause === cause);
  const facts = state.holds.filter(({ cause }) => cause !== 'problem' && cause !== 'delivery');
  return {
    outcome: state.outcome,
    step: state.step,
    visits: Object.fromEntries(Object.entries(state.trail).map(([id, { visits }]) => [id, visits])),
    facts: over ? [] : facts,
    problems: over ? [] : own('problem').map(({ object }) => object),
    deliveries: over ? 0 : own('delivery').length,
    wake: nextWake(plan, state),
  };
}

function restOfModel(model: Model): ReturnType<typeof restOf> {
  const over = model.outcome !== null;
  return {
    outcome: model.outcome as ReturnType<typeof restOf>['outcome'],
    step: model.step,
    visits: Object.fromEntries(model.visits),
    facts: over ? [] : [...model.facts],
    problems: over ? [] : [...model.problems],
    deliveries: over ? 0 : model.deliveries.length,
    wake: model.wake(),
  };
}

test('a run rests where the model of SPEC.md rests', () => {
  fc.assert(
    fc.property(randomPlan(), script, (plan, acts) => {
      const driver = new RandomDriver(plan);
      const model = new Model(plan, structuredClone(driver.world));
      let heard = 0;

      for (const act of [{ act: 'drain', pick: 0, luck: 0 }, ...acts]) {
        const luck = act.act === 'drain' ? 0 : act.luck;
        play(driver, { ...act, luck });
        model.world = structuredClone(driver.world);
        model.luck = luck;
        model.now = driver.now;
        driver.drain(luck);
        driver.sleep(luck);
        for (const event of driver.heard.slice(heard)) model.tell(event);
        heard = driver.heard.length;

        expect(restOf(driver), driver.told.join('\n')).toEqual(restOfModel(model));
      }
    }),
    { numRuns: 500 },
  );
}, 30_000);
