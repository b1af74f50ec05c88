import { setTimeout as delay } from 'node:timers/promises';
import { spread } from '../../engine/calendar/index.ts';
import type { Plan } from '../../schemas/index.ts';
import { bundleWorkflows } from '../../workers/temporal/bundle.ts';
import type { TemporalPlace } from '../../workers/temporal/settings.ts';
import type { Bench, Figure } from '../figure.ts';
import { beginAll, beginsRun } from './begin.ts';
import { answersFromMemory, planOfLadder } from './ladder.ts';
import { startServer } from './server.ts';
import { openStand } from './stand.ts';

const wholeDay = 10_000;
const defaultSpread = 20;
/** For a machine that is too small: as many runs in as many of the minutes, so that the rate stays. */
const runs = Number(process.env.BENCH_RUNS ?? wholeDay);
const minutes = Math.max(1, Math.round((defaultSpread * runs) / wholeDay));
/** Until all have begun, in milliseconds. */
const ahead = 15_000 + runs * 60;
const month = 30 * 86_400_000;

interface Peak {
  readonly place: TemporalPlace;
  readonly plan: Plan;
  readonly isSpread: boolean;
}

/** Milliseconds by which each message left late, in rising order. */
async function latenesses({ place, plan, isSpread }: Peak): Promise<readonly number[]> {
  const late: number[] = [];
  const opening = Date.now() + ahead;
  const shareOf = (id: string) => (isSpread ? spread(id, { amount: minutes, unit: 'minute' }) : 0);
  const activities = answersFromMemory(plan, {
    over: ({ at, id, step }) => (step === plan.start ? opening + shareOf(runOf(id)) : at + month),
    leaves: ({ planned }) => void late.push(Date.now() - (planned ?? 0)),
  });
  const name = isSpread ? 'spread' : 'together';
  const common = { place: { ...place, taskQueuePrefix: name }, plan, activities };
  const bundle = await bundleWorkflows();
  const options = { enableNonLocalActivities: false };
  const flows = await openStand({ ...common, bundle, options, queue: 'flows' });
  const email = await openStand({ ...common, bundle, queue: 'email' });
  const ids = Array.from({ length: runs }, (_, place) => `${name}-${place}`);
  await beginAll(beginsRun(flows.client, flows.taskQueue, plan), ids);
  await flows.rest(runs);
  process.stderr.write(`${name}: all have begun, ${Math.round((opening - Date.now()) / 1000)} s early\n`);
  while (late.length < runs) await delay(100);
  await Promise.all([flows.stop(), email.stop()]);
  return late.sort((one, other) => one - other);
}

/** The run of a command: its first part. */
const runOf = (id: string) => id.split('/')[0] ?? id;

function distribution(late: readonly number[]): string {
  const at = (share: number) =>
    ((late[Math.min(late.length - 1, Math.floor(late.length * share))] ?? 0) / 1000).toFixed(1);
  return `half within ${at(0.5)} s, 95 of 100 within ${at(0.95)} s, all within ${at(1)} s`;
}

/** Many runs that all wake at one opening: how late their messages leave, at one instant and spread. */
export const peak: Bench = {
  name: 'temporal/peak',
  byName: true,
  async measure() {
    const server = await startServer();
    const plan = planOfLadder();
    try {
      const together = await latenesses({ place: server.place, plan, isSpread: false });
      const apart = await latenesses({ place: server.place, plan, isSpread: true });
      const [one, other] = [together, apart].map((late) => late[Math.floor(late.length / 2)] ?? 0);
      const figures: readonly Figure[] = [
        {
          name: `${runs} runs at one instant`,
          ratio: 1,
          wanted: null,
          values: distribution(together),
        },
        {
          name: `the same, over ${minutes} min`,
          ratio: (other ?? 0) / (one || 1),
          wanted: null,
          values: distribution(apart),
        },
      ];
      return figures;
    } finally {
      await server.stop();
    }
  },
};
