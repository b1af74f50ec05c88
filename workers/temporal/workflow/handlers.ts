import {
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setDefaultSignalHandler,
  setHandler,
} from '@temporalio/workflow';
import type { RunState } from '../../../schemas/index.ts';
import { explanationQuery, hearSignal, orderUpdate, stateQuery } from '../contract.ts';
import { flowActivities } from './activities.ts';
import type { Escalation } from './escalation.ts';
import { type Explanation, explain } from './explain.ts';
import { orderOf } from './orders.ts';
import { readEvent } from './read-event.ts';

/** What the workflow answers to somebody who ordered something. */
export interface Ordered {
  readonly step: string;
  readonly outcome: string | null;
}

const hear = defineSignal<[unknown]>(hearSignal);
const order = defineUpdate<Ordered, [unknown]>(orderUpdate);
const stateOf = defineQuery<RunState>(stateQuery);
const explanation = defineQuery<Explanation>(explanationQuery);

/** Problems kept for the screens; the store has all of them. */
const mostProblems = 10;

/** Registered before the first await, so that a signal that comes first is heard first. */
export function listen(run: Escalation): void {
  setHandler(hear, (events) => {
    for (const raw of Array.isArray(events) ? events : [events]) {
      const event = readEvent(raw);
      if (event === null) note(run, `a signal that cannot be understood: ${shortened(raw)}`);
      else run.inbox.push(event);
    }
  });
  setDefaultSignalHandler((name) => note(run, `a signal of an unknown name: ${shortened(name)}`));
  setHandler(
    order,
    async (raw) => {
      const event = orderOf(raw, run.plan);
      run.inbox.push(event);
      await condition(() => run.ended || (!run.inbox.includes(event) && !run.hearing.includes(event)));
      return { step: run.state.step, outcome: run.state.outcome };
    },
    {
      validator: (raw) => {
        orderOf(raw, run.plan);
      },
    },
  );
  setHandler(stateOf, () => run.state);
  setHandler(explanation, () => explain(run));
}

/** Kept as a Problem of the run, which goes on: neither lost nor tried again for ever. */
function note(run: Escalation, message: string): void {
  run.problems.push(message);
  if (run.problems.length > mostProblems) run.problems.shift();
  flowActivities.noteProblem({ run: run.state.run, message }).catch(() => {});
}

/** Shape alone: what somebody sent may hold anything, also what must not be shown here. */
function shortened(raw: unknown): string {
  if (typeof raw === 'string') return raw.length <= 40 ? raw : `text of ${raw.length} characters`;
  if (typeof raw !== 'object' || raw === null) return typeof raw;
  return `{ ${Object.keys(raw).slice(0, 8).join(', ')} }`;
}
