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
import { isUnreadable } from '../unreadable.ts';
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

/** Of what cannot be understood so much is shown. */
const mostNames = 8;
const longestName = 40;
const isName = /^[\w-]{1,40}$/;

/** Registered before the first await, so that a signal that comes first is heard first. */
export function listen(run: Escalation): void {
  setHandler(hear, (events) => {
    for (const raw of Array.isArray(events) ? events : [events]) {
      const event = readEvent(raw, Date.now());
      if (event !== null) run.inbox.push(event);
      else if (isUnreadable(raw)) run.notes.add('a signal that cannot be read', { missed: raw.isEncrypted });
      else run.notes.add(`a signal that cannot be understood: ${shapeOf(raw)}`);
    }
  });
  setDefaultSignalHandler((name) =>
    run.notes.add(`a signal of an unknown name: ${name.slice(0, longestName)}`),
  );
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

/** Shape alone: what somebody sent may hold anything, also what must not be shown here. */
function shapeOf(raw: unknown): string {
  if (typeof raw === 'string') return `text of ${raw.length} characters`;
  if (typeof raw !== 'object' || raw === null) return typeof raw;
  const names = Object.keys(raw).slice(0, mostNames);
  return `{ ${names.map((name) => (isName.test(name) ? name : '…')).join(', ')} }`;
}
