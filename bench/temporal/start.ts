import { median, timed } from '../duel.ts';
import type { Bench } from '../figure.ts';
import { type Begin, beginAll, beginsEmpty, beginsRun } from './begin.ts';
import { commonBundle } from './bundles.ts';
import { answersFromMemory, planOfLadder, waitsOf } from './ladder.ts';
import { startServer } from './server.ts';
import { openStand } from './stand.ts';

const count = 60;
const rounds = 16;
const warm = 2;
const month = 30 * 86_400_000;

/** New workflows on one worker, from the client's call until each has done its first task. */
export const start: Bench = {
  name: 'temporal/start',
  async measure() {
    const server = await startServer();
    const plan = planOfLadder();
    const stand = await openStand({
      ...{ place: server.place, plan, bundle: await commonBundle(), queue: 'flows' },
      activities: answersFromMemory(plan, waitsOf(month)),
      options: { enableNonLocalActivities: false },
    });
    const { client, taskQueue } = stand;
    let begun = 0;
    const side = (begin: Begin) => () =>
      timed(async () => {
        const ids = Array.from({ length: count }, () => `start-${begun++}`);
        await beginAll(begin, ids);
        await stand.rest(begun);
      });
    const sides = {
      ours: side(beginsRun(client, taskQueue, plan)),
      empty: side(beginsEmpty(client, taskQueue)),
    };
    const times = { ours: [] as number[], empty: [] as number[] };
    try {
      for (let round = -warm; round < rounds; round += 1) {
        // Who comes second finds a warmer server: each does so as often.
        const order = round % 2 === 0 ? (['ours', 'empty'] as const) : (['empty', 'ours'] as const);
        for (const name of order) {
          const time = await sides[name]();
          if (round >= 0) times[name].push(time);
        }
      }
    } finally {
      await stand.stop();
      await server.stop();
    }
    const perSecond = (all: readonly number[]) => `${((count * 1000) / median(all)).toFixed(0)} a second`;
    return [
      {
        name: 'new workflows, answers from memory',
        ratio: median(times.ours.map((own, round) => (times.empty[round] ?? 0) / own)),
        wanted: { atLeast: 0.85 },
        values: `${perSecond(times.ours)}, empty ${perSecond(times.empty)}`,
      },
    ];
  },
};
