/** Replays recorded runs with the present code: no server, nothing is done, nothing is stored. */
import {
  type InjectedSinks,
  type ReplayWorkerOptions,
  Worker,
  type WorkflowBundle,
} from '@temporalio/worker';
import { createDataConverter } from '../data-converter.ts';
import { compareRun, type Difference, turnsOf } from './compare.ts';
import { historyOf } from './readable-history.ts';
import type { PlanOf, RecordedRun, RecordedTurn } from './recorded-run.ts';
import type { Saw, WitnessSinks } from './witness.ts';

export interface Replayed {
  readonly run: RecordedRun;
  /** Null where the run goes on under the present code as it went on when it was recorded. */
  readonly difference: Difference | null;
  /** What the workflow asked of the store at each turn, this time. */
  readonly turns: readonly RecordedTurn[];
}

export interface ReplayOptions {
  /** Made by `bundleForReplay`. */
  readonly bundle: WorkflowBundle;
  readonly planOf: PlanOf;
}

export async function replayRuns(
  runs: readonly RecordedRun[],
  { bundle, planOf }: ReplayOptions,
): Promise<readonly Replayed[]> {
  let saw: Saw[] = [];
  const fn = (_info: unknown, what: string): void => {
    saw.push(JSON.parse(what));
  };
  const sinks: InjectedSinks<WitnessSinks> = { witness: { saw: { fn, callDuringReplay: true } } };
  const options: ReplayWorkerOptions = {
    workflowBundle: bundle,
    dataConverter: createDataConverter({ planOf, encryption: null }),
    sinks,
  };
  const histories = runs.map(({ events }, index) => ({
    workflowId: String(index),
    history: historyOf(events),
  }));
  const replayed: Replayed[] = [];
  for await (const { workflowId, error } of Worker.runReplayHistories(options, histories as Histories)) {
    const run = runs[Number(workflowId)];
    if (run === undefined) throw new Error(`no run ${workflowId} was given`);
    const turns = turnsOf(run.events, saw);
    const difference = error === undefined ? compareRun(run, saw) : broken(error.message);
    replayed.push({ run, difference, turns });
    saw = [];
  }
  return replayed;
}

type Histories = Parameters<typeof Worker.runReplayHistories>[1];

/** What Temporal itself finds, with the event that its message names: taken out of what the library wraps around it. */
function broken(message: string): Difference {
  const said = /message: "((?:[^"\\]|\\.)+)"/.exec(message)?.[1]?.replaceAll(/\\(.)/g, '$1');
  const what = said ?? message.replace(/^.*?Details: /s, '');
  const event = /\bHistoryEvent\(id: (\d+)/.exec(what)?.[1];
  return { event: event === undefined ? null : Number(event), what };
}
