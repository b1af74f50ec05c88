import proto from '@temporalio/proto';
import { newRun } from '../../engine/run/index.ts';
import type { CarryInput } from '../../workers/carry/carry-run.ts';
import { median, timed } from '../duel.ts';
import type { Bench } from '../figure.ts';
import { yardstickBundle } from './bundles.ts';
import { answersFromMemory, planOfLadder, waitsOf } from './ladder.ts';
import { startServer } from './server.ts';
import { openStand } from './stand.ts';

const turns = 5;
const atOnce = 10;
const rounds = 3;

/** What the turn of a run costs as a local activity, and what it would as a regular one. */
export const carry: Bench = {
  name: 'temporal/carry',
  async measure() {
    const server = await startServer();
    const plan = planOfLadder();
    const stand = await openStand({
      ...{ place: server.place, plan, bundle: await yardstickBundle('turns'), queue: 'turns' },
      activities: answersFromMemory(plan, waitsOf(1_000)),
    });
    const { workflow } = stand.client;
    const state = newRun(plan, '412-1');
    const input: CarryInput = {
      run: '412-1',
      place: [0, 3, 0],
      seq: 0,
      lines: [],
      state,
      events: [],
      now: 1,
    };
    let begun = 0;
    const play = (way: 'local' | 'regular', count: number) =>
      timed(() =>
        Promise.all(
          Array.from({ length: count }, () => {
            const workflowId = `${way}-${begun++}`;
            const args = [way, turns, input];
            return workflow.execute('turns', { workflowId, taskQueue: stand.taskQueue, args });
          }),
        ),
      );
    const found = { local: [] as number[], regular: [] as number[] };
    const alone = { local: 0, regular: 0 };
    try {
      for (const way of ['local', 'regular', 'local', 'regular'] as const) alone[way] = await play(way, 1);
      const left = {
        local: await leftBy(`local-${begun - 2}`),
        regular: await leftBy(`regular-${begun - 1}`),
      };
      for (let round = 0; round < rounds; round += 1) {
        found.regular.push(await play('regular', atOnce));
        found.local.push(await play('local', atOnce));
      }
      const speed = median(found.local.map((own, round) => (found.regular[round] ?? 0) / own));
      const rate = (all: readonly number[]) => Math.round((turns * atOnce * 1000) / median(all));
      const each = (way: 'local' | 'regular') =>
        `${left[way].events} events, ${left[way].bytes} bytes, ${Math.round(alone[way] / turns)} ms`;
      return [
        {
          name: 'turns, local by regular activity',
          ratio: speed,
          wanted: { atLeast: 1 },
          values: `${rate(found.local)} turns a second, regular ${rate(found.regular)}`,
        },
        {
          name: 'events of a turn, the same',
          ratio: left.local.events / left.regular.events,
          wanted: { atMost: 1 },
          values: `${each('local')}; regular ${each('regular')}`,
        },
      ];
    } finally {
      await stand.stop();
      await server.stop();
    }

    async function leftBy(workflowId: string) {
      const history = await workflow.getHandle(workflowId).fetchHistory();
      const bytes = proto.temporal.api.history.v1.History.encode(history).finish().length;
      return { events: (history.events?.length ?? 0) / turns, bytes: Math.round(bytes / turns) };
    }
  },
};
