import type { Language } from '../../engine/flow/index.ts';
import {
  type AssignmentRow,
  assignVariants,
  type ClaimedRun,
  closeAnswered,
  closeTasks,
  commitRuns,
  type DecisionRow,
  insertTasks,
  moveRequests,
  type NewTask,
  type RenamedStep,
  recordDecisions,
  settlePromise,
  type Tx,
} from '../../store/index.ts';
import { taskBeside } from './tasks.ts';
import type { FactsSource, Turn } from './turn.ts';

/** Outcomes with which nobody needs to do the run's tasks any more; an `end` step leaves them open. */
const closing: ReadonlySet<string> = new Set([
  'paid',
  'credited',
  'written-off',
  'insolvent',
  'interrupted',
  'stopped',
]);

/** What of a run its turn's commit reads. */
export type TurnOwner = Pick<ClaimedRun, 'id' | 'invoiceId' | 'customerId' | 'flowId' | 'nextSeq'>;

/** A turn to be committed, with the facts that it is decided on. */
export interface TurnDone<Run extends TurnOwner = TurnOwner> {
  readonly run: Run;
  readonly facts: FactsSource;
  readonly turn: Turn;
}

/** Writes state, trace, decisions, assignments and tasks of turns. What they ask of the mailroom is not among it. */
export async function commitTurns(
  tx: Tx,
  done: readonly TurnDone[],
  { now, language }: { readonly now: number; readonly language: Language },
): Promise<void> {
  await commitRuns(
    tx,
    done.map(({ run, turn }) => ({
      id: run.id,
      state: turn.state,
      held: turn.held,
      wakeAt: turn.wakeAt,
      nextSeq: run.nextSeq,
      lines: turn.lines,
    })),
  );
  await moveRequests(tx, done.flatMap(renamedOf));
  await recordDecisions(tx, done.flatMap(decisionsOf));
  await assignVariants(tx, done.flatMap(assignmentsOf));
  await commitAsides(tx, done, { now, language });
  await closeAnswered(tx, done.flatMap(releasedOf), now);
  const ended = done.filter(({ turn }) => closing.has(turn.state.outcome ?? ''));
  await closeTasks(
    tx,
    ended.map(({ run }) => ({ run_id: run.id, step: null, visit: null })),
    now,
  );
}

function renamedOf({ run, turn }: TurnDone): readonly RenamedStep[] {
  return turn.lines.flatMap(({ what, step, visit, detail }) => {
    const to = what === 'migrated' ? detail?.step : undefined;
    if (typeof to !== 'string' || to === step) return [];
    const visits = turn.state.trail[to]?.visits;
    return visits === undefined ? [] : [{ run: run.id, from: [step, visit], to: [to, visits] }];
  });
}

/** What lifts a hold that a task asks about. */
const lifting: ReadonlySet<string> = new Set(['ordered', 'resolved', 'migrated']);

function releasedOf({ run, turn }: TurnDone) {
  if (!turn.lines.some(({ what }) => lifting.has(what))) return [];
  return [{ run_id: run.id, held_by: turn.state.holds.map(({ object }) => object) }];
}

/** Decisions worth keeping: those that somebody may ask the reason of. */
function decisionsOf({ run, turn }: TurnDone): readonly DecisionRow[] {
  return turn.decided.flatMap(({ command, answer, explanation }) => {
    const plain =
      answer.ask === 'holds' && 'holds' in answer && answer.holds.length === 0 && answer.settled === null;
    if (plain || (answer.ask === 'when' && !('problem' in answer))) return [];
    return [{ run_id: run.id, command: command.id, ask: command.ask, answer, explanation, at: command.at }];
  });
}

function assignmentsOf({ run, turn }: TurnDone): readonly AssignmentRow[] {
  return turn.decided.flatMap(({ command, answer, differsAt }) =>
    answer.ask === 'variant' && !('problem' in answer) && differsAt !== null
      ? [
          {
            flow_id: run.flowId,
            step: command.step,
            customer_id: run.customerId,
            variant: answer.variant,
            run_id: run.id,
            assigned_at: command.at,
            differs_at: differsAt,
          },
        ]
      : [],
  );
}

async function commitAsides(
  tx: Tx,
  done: readonly TurnDone[],
  { now, language }: { readonly now: number; readonly language: Language },
): Promise<void> {
  const tasks: NewTask[] = [];
  for (const { run, facts, turn } of done) {
    for (const perform of turn.asides) {
      if (perform.task === 'expired') continue;
      tasks.push(...taskBeside({ run, facts: await facts(), perform, language }));
    }
  }
  await insertTasks(tx, tasks, now);
  const expired = done.flatMap(({ run, turn }) =>
    turn.asides
      .filter(({ task }) => task === 'expired')
      .map(({ step, visit }) => ({ run_id: run.id, step, visit })),
  );
  await closeTasks(tx, expired, now);
  for (const { turn } of done) {
    for (const { task, object } of turn.asides) {
      if (task === 'promise-broken' && object !== null) {
        await settlePromise(tx, object, 'broken', { at: now, actor: 'palier' });
      }
    }
  }
}
