import { performance } from 'node:perf_hooks';
import proto from '@temporalio/proto';
import { Worker, type WorkflowBundle } from '@temporalio/worker';
import type { Plan } from '../../schemas/index.ts';
import { bundleWorkflows } from '../../workers/temporal/bundle.ts';
import { createDataConverter } from '../../workers/temporal/data-converter.ts';
import type { TemporalPlace } from '../../workers/temporal/settings.ts';
import { median } from '../duel.ts';
import type { Bench } from '../figure.ts';
import { beginsRun } from './begin.ts';
import { yardstickBundle } from './bundles.ts';
import { answersFromMemory, planOfLadder, waitsOf } from './ladder.ts';
import { startServer } from './server.ts';
import { openStand, type Stand } from './stand.ts';

const pause = 1_000;
const replays = 200;
/** A thousand of each in all. */
const rounds = 5;

type History = proto.temporal.api.history.v1.IHistory;

const { History: encoding } = proto.temporal.api.history.v1;
const bytesOf = (history: History) => encoding.encode(history).finish().length;

async function historyOf({ client }: Stand, workflowId: string): Promise<History> {
  const handle = client.workflow.getHandle(workflowId);
  await handle.result();
  return handle.fetchHistory();
}

async function playOurs(place: TemporalPlace, plan: Plan, bundle: WorkflowBundle): Promise<History> {
  const activities = answersFromMemory(plan, waitsOf(pause));
  const common = { place, plan, bundle, activities };
  const flows = await openStand({
    ...{ ...common, queue: 'flows', options: { enableNonLocalActivities: false } },
  });
  const email = await openStand({ ...common, queue: 'email' });
  await beginsRun(flows.client, flows.taskQueue, plan)('412-1');
  const history = await historyOf(flows, '412-1');
  await Promise.all([flows.stop(), email.stop()]);
  return history;
}

async function playByHand(place: TemporalPlace, plan: Plan, bundle: WorkflowBundle): Promise<History> {
  const activities = { send: async () => '31' };
  const stand = await openStand({ place, plan, bundle, activities, queue: 'by-hand' });
  const { client, taskQueue } = stand;
  await client.workflow.start('byHand', { workflowId: '413', taskQueue, args: ['413', pause] });
  const history = await historyOf(stand, '413');
  await stand.stop();
  return history;
}

/** Replays one history many times over, and gives the milliseconds. */
async function replay(history: History, bundle: WorkflowBundle, plan: Plan): Promise<number> {
  const dataConverter = createDataConverter({ planOf: async () => plan, encryption: null });
  async function* many() {
    for (let place = 0; place < replays; place += 1) yield { workflowId: `replay-${place}`, history };
  }
  const from = performance.now();
  for await (const { error } of Worker.runReplayHistories({ workflowBundle: bundle, dataConverter }, many()))
    if (error !== undefined) throw error;
  return performance.now() - from;
}

/** What six waits and six emails leave in the history, and how fast it is read back, against a workflow by hand. */
export const history: Bench = {
  name: 'temporal/history',
  async measure() {
    const server = await startServer();
    const plan = planOfLadder();
    const bundles = { ours: await bundleWorkflows(), byHand: await yardstickBundle('by-hand') };
    try {
      const ours = await playOurs(server.place, plan, bundles.ours);
      const byHand = await playByHand(server.place, plan, bundles.byHand);
      const times = { ours: [] as number[], byHand: [] as number[] };
      for (let round = 0; round < rounds; round += 1) {
        times.byHand.push(await replay(byHand, bundles.byHand, plan));
        times.ours.push(await replay(ours, bundles.ours, plan));
      }
      const speed = median(times.ours.map((own, round) => (times.byHand[round] ?? 0) / own));
      const perSecond = (all: readonly number[]) => `${Math.round((replays * 1000) / median(all))} a second`;
      const events = { ours: ours.events?.length ?? 0, byHand: byHand.events?.length ?? 0 };
      const bytes = { ours: bytesOf(ours), byHand: bytesOf(byHand) };
      const kilobytes = (count: number) => `${(count / 1000).toFixed(1)} KB`;
      return [
        {
          name: 'history, events of 85',
          ratio: events.ours / 85,
          wanted: { atMost: 1 },
          values: `${events.ours} events, by hand ${events.byHand}`,
        },
        {
          name: 'history, bytes of 20 KB',
          ratio: bytes.ours / 20_000,
          wanted: { atMost: 1 },
          values: `${kilobytes(bytes.ours)}, by hand ${kilobytes(bytes.byHand)}`,
        },
        {
          name: 'replay of such histories',
          ratio: speed,
          wanted: { atLeast: 0.5 },
          values: `${perSecond(times.ours)}, by hand ${perSecond(times.byHand)}`,
        },
      ];
    } finally {
      await server.stop();
    }
  },
};
