/** The gate can fail: each of these changes breaks runs under way, and is found. */
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../../schemas/index.ts';
import {
  bundleForReplay,
  type RecordedRun,
  readRecordings,
  replayRuns,
} from '../../../workers/temporal/replay/index.ts';
import { histories, quietly } from './histories.ts';
import { sayBroken } from './say-broken.ts';

const path = '0.1.0/pme-standard/paiement-en-deux-fois/1-1.history.json';
const recordings = readRecordings(histories);
const run = recordings.runs.find((one) => one.path === path)?.run;
const { planOf } = recordings;

beforeAll(quietly);

describe('a change of the plan that a release compiles to', () => {
  let bundle: Awaited<ReturnType<typeof bundleForReplay>>;
  beforeAll(async () => {
    bundle = await bundleForReplay();
  });

  it('that leaves a reminder out is found by Temporal, at its event', async () => {
    const without = async (release: string) => endInsteadOf(await planOf(release), 'email');

    const told = await replay({ bundle, planOf: without });

    expect(told).toMatch(
      /^The recorded run 1-1 of pme-standard \/ paiement-en-deux-fois \(0\.1\.0\) does not/,
    );
    expect(told).toMatch(
      /at event \d+ of its history: \[TMPRL1100\] Nondeterminism error: .*HistoryEvent\(id: \d+, \w+\)$/m,
    );
    expect(told).toContain("patched('<name>')");
    expect(told).toContain('npm run histories');
  });

  it('is found in a run that stands still on it, and the plan as it was brings the run on', async () => {
    const without = async (release: string) => endInsteadOf(await planOf(release), 'email');
    const [stuck] = stuckRun();

    const broken = await replay({ bundle, planOf: without }, stuck);
    const sound = await replay({ bundle, planOf }, stuck);

    expect(broken).toMatch(/at event \d+ of its history: .*Nondeterminism/);
    expect(sound).toBe(null);
  });

  it('that decides nothing passes', async () => {
    const renamed = async (release: string) => ({ ...(await planOf(release)), flow: 'another-name' });

    const told = await replay({ bundle, planOf: renamed });

    expect(told).toBe(null);
  });
});

describe('a change of the workflow or the reducer', () => {
  it.each([
    ['waits until another instant', 'later-alarm', './alarm.ts', /at event \d+ .*a timer: milliseconds was/],
    ['keeps another state', 'forgetful', './seen.ts', /at event \d+ .*state\.seen was \[/],
  ])(
    'after which a run %s is found, where Temporal finds nothing',
    async (_what, altered, replaces, found) => {
      const bundle = await bundleForReplay({
        webpackConfigHook: (config) => ({
          ...config,
          resolve: {
            ...config.resolve,
            alias: {
              ...config.resolve?.alias,
              [replaces]: join(import.meta.dirname, `altered/${altered}.ts`),
            },
          },
        }),
      });

      const told = await replay({ bundle, planOf });

      expect(told).toMatch(found);
      expect(told).not.toContain('Nondeterminism');
    },
  );
});

async function replay(options: Parameters<typeof replayRuns>[1], subject = run): Promise<string | null> {
  if (subject === undefined) throw new Error(`${path} is not there`);
  const [replayed] = await replayRuns([subject], options);
  const difference = replayed?.difference ?? null;
  return difference === null ? null : sayBroken(path, difference);
}

/** The run as it lies on a server while its workflow fails again and again. */
function stuckRun(): readonly RecordedRun[] {
  if (run === undefined) return [];
  const tasks = run.events.flatMap(({ eventType }, index) =>
    eventType === 'EVENT_TYPE_WORKFLOW_TASK_STARTED' ? [index] : [],
  );
  const last = tasks.at(-1) ?? 0;
  const eventId = String(last + 1);
  const failed = {
    eventId: String(last + 2),
    eventTime: run.events[last]?.eventTime,
    eventType: 'EVENT_TYPE_WORKFLOW_TASK_FAILED',
    workflowTaskFailedEventAttributes: {
      scheduledEventId: String(last),
      startedEventId: eventId,
      cause: 'WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR',
      failure: { message: 'redacted' },
    },
  };
  return [{ ...run, events: [...run.events.slice(0, last + 1), failed] }];
}

/** The plan with each step of a kind left out. */
function endInsteadOf(plan: Plan, kind: string): Plan {
  const steps = Object.entries(plan.steps).map(([id, step]) => [
    id,
    step.kind === kind ? { id, kind: 'end', name: id } : step,
  ]);
  return { ...plan, steps: Object.fromEntries(steps) };
}
