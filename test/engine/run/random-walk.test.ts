import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextWake } from '../../../engine/run/index.ts';
import { clear, play, script } from './random-acts.ts';
import { RandomDriver } from './random-driver.ts';
import { randomPlan } from './random-flow.ts';

/** Over, or in a circle that a person has to break. */
function hasEnded({ state }: RandomDriver): boolean {
  return state.phase === 'finished' || state.holds.some(({ object }) => object === 'too-many-visits');
}

test('a walk with late, doubled and shuffled answers and events rests with a reason and ends', () => {
  fc.assert(
    fc.property(randomPlan(), script, (plan, acts) => {
      const driver = new RandomDriver(plan);

      for (const act of acts) play(driver, act);
      driver.drain(0);
      driver.sleep(0);
      driver.checkRest();
      clear(driver);
      for (let round = 0; !hasEnded(driver) && round < 200; round += 1) {
        driver.now = Math.max(driver.now, nextWake(plan, driver.state) ?? 0);
        driver.sleep(0);
        driver.checkRest();
        if (!hasEnded(driver) && nextWake(plan, driver.state) === null) clear(driver);
      }

      expect(hasEnded(driver), driver.told.join('\n')).toBe(true);
    }),
    { numRuns: 800 },
  );
}, 30_000);
