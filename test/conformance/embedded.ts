/**
 * Plays a script on the embedded driver: the real store, the real driver, a clock that leaps from one
 * due instant or event of the script to the next.
 */
import type { Release, Script } from '../../schemas/index.ts';
import type { Store } from '../../store/index.ts';
import type { Clock } from '../../workers/clock.ts';
import { createEmbedded } from '../../workers/embedded/index.ts';
import type { Telemetry } from '../../workers/telemetry/index.ts';
import { type Happening, type Played, setStage } from './stage.ts';

export async function playEmbedded(
  store: Store,
  script: Script,
  release: Release,
  telemetry?: Telemetry,
): Promise<Played> {
  const { promise: finished, resolve } = Promise.withResolvers<void>();
  const { carrier, journalPath, heads, end } = await setStage({
    ...{ store, script, release, engine: 'embedded' },
    ...(telemetry === undefined ? {} : { telemetry }),
    clockOf: (happenings, until) => scriptedClock(happenings, until, resolve),
  });
  const driver = createEmbedded({ carrier, journalPath, heads, only: null, alone: true });
  await driver.start();
  await finished;
  await driver.stop();
  return end();
}

/** A clock that stands still while there is work and leaps to whatever comes next, the script first. */
export function scriptedClock(happenings: readonly Happening[], until: number, finish: () => void): Clock {
  let now = happenings[0]?.at ?? 0;
  let next = 0;
  return {
    now: () => now,
    async sleepUntil(instant, wakened) {
      const happening = happenings[next];
      const wake = instant ?? Number.POSITIVE_INFINITY;
      if (happening !== undefined && happening.at <= wake) {
        now = Math.max(now, happening.at);
        next += 1;
        await happening.act();
        return;
      }
      if (wake <= until) {
        now = Math.max(now, wake);
        return;
      }
      finish();
      await new Promise((done) => wakened.addEventListener('abort', done));
    },
  };
}
