/**
 * What workflow, workers and client agree on: names and shapes that outlive a release, since workflows
 * that began under an older one go on. Only added to, never changed. Types alone, for the sandbox.
 */

import type { Answer, Event, PerformOutcome, RunState, TraceLine } from '../../schemas/index.ts';
import type { CarryInput, RequestInput } from '../carry/carry-run.ts';
import type { PlanReference } from './plan-reference.ts';

/** The workflow that follows one invoice. */
export const workflowType = 'escalation';

export const hearSignal = 'hear';
export const orderUpdate = 'order';
/** Type of the refusal of an order that could not be decrypted: to be told again. */
export const unreadableOrder = 'unreadable-order';
export const stateQuery = 'state';
export const explanationQuery = 'explanation';

/** Search attributes, registered before the first workflow. Ids and names of the flow only. */
export const searchAttributes = {
  PalierFlow: 'Keyword',
  PalierRelease: 'Keyword',
  PalierStage: 'Keyword',
  PalierNext: 'Keyword',
} as const;

/** How a workflow begins, and how it goes on in a new history. */
export interface Start {
  readonly run: string;
  readonly language: 'fr' | 'en';
  /** When the invoice was taken up, epoch milliseconds. */
  readonly takenUpAt: number;
  /** The step that acts next, as the start shows it already; absent in older histories. */
  readonly next?: string | null;
  /** Null at the very beginning. */
  readonly carriedOn: CarriedOn | null;
}

export interface CarriedOn {
  readonly state: RunState;
  /** Which link of the chain of histories this is. */
  readonly chain: number;
  readonly turns: number;
  /** Number of the next line of the trace. */
  readonly seq: number;
  /** Lines that the store has yet to get. */
  readonly lines: readonly TraceLine[];
  readonly next: string | null;
  readonly stage: string | null;
}

/** Something that a person should know about a run that goes on. */
export interface RunNote {
  readonly run: string;
  readonly code: string;
  readonly message: string;
  /** True where what the run was told may be lost on it, and has to be told otherwise. */
  readonly missed: boolean;
}

/** Local activities: they run where the workflow runs. */
export interface FlowActivities {
  carry(input: CarryInput): Promise<readonly Answer[]>;
  planOf(release: string): Promise<PlanReference>;
  /** Gives what the run was told lately, where it could not be read; nothing where it could. */
  noteProblem(input: RunNote): Promise<readonly Event[] | undefined>;
}

/** Activities of a channel, on its own task queue. */
export interface ChannelActivities {
  perform(input: RequestInput): Promise<PerformOutcome>;
}

/** The step kinds that have a task queue of their own; all others share `tasks`. */
export const channels = ['email', 'sms', 'letter', 'registered-letter', 'webhook', 'notify'] as const;
export type QueueName = 'flows' | 'tasks' | (typeof channels)[number];
export const queueNames: readonly QueueName[] = ['flows', ...channels, 'tasks'];

/** The queue that performs steps of a kind. */
export function queueOf(kind: string): QueueName {
  return channels.find((channel) => channel === kind) ?? 'tasks';
}

export function taskQueueOf(prefix: string, queue: QueueName): string {
  return `${prefix}-${queue}`;
}
