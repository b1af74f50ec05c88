export type Ask = 'when' | 'which' | 'variant' | 'holds' | 'kept';

/** Asks about the world. Answered with `decided` under the same id. */
export interface Decide {
  readonly type: 'decide';
  /** Run, step, visit and a counter; asked again it is a new id. */
  readonly id: string;
  readonly ask: Ask;
  /** Logical time, epoch milliseconds: the answer is about this moment. */
  readonly at: number;
  readonly step: string;
  readonly visit: number;
  /** When the step was entered. */
  readonly entered: number;
  /** With *when*: the previous delivery, and whether the run is catching up. */
  readonly lastDelivery: number | null;
  /** With *when* of a wait that counts from a named step: that step's delivery. */
  readonly namedDelivery: number | null;
  readonly late: boolean;
  /** With *when* of a `listen`: what happened since this instant counts. */
  readonly since: number | null;
  /** With *kept*: the promise. */
  readonly object: string | null;
}

/** Changes the world. Answered with `performed` under the same id, perhaps much later. */
export interface Perform {
  readonly type: 'perform';
  readonly id: string;
  readonly at: number;
  readonly step: string;
  readonly visit: number;
  /** The instant that the flow meant for this step; null before any wait. */
  readonly planned: number | null;
  /** True while the run catches up after a late start. */
  readonly late: boolean;
  /** When this request was first asked: deferrals are bounded from here. */
  readonly since: number;
  readonly lastDelivery: number | null;
  /** A task beside the flow (a problem, a broken promise); null where the step itself is performed. */
  readonly task: TaskReason | null;
  /** With a task: the hold or promise that it is about. */
  readonly object: string | null;
  /** There where new data let the request go that had waited for them, with who knows how many others. */
  readonly refreshed?: true;
}

export type TaskReason =
  | 'problem'
  | 'uncertain'
  | 'unreachable'
  | 'bounced'
  | 'promise-broken'
  | 'insolvent'
  /** The question put to a person has run out: its task is closed. */
  | 'expired';

/** Wait until an instant (epoch milliseconds), or, null, until something happens. */
export interface Sleep {
  readonly type: 'sleep';
  readonly until: number | null;
}

export type RunOutcome =
  | 'completed'
  | 'handed-over'
  | 'paid'
  | 'credited'
  | 'written-off'
  | 'insolvent'
  | 'interrupted'
  | 'stopped';

export interface Finish {
  readonly type: 'finish';
  readonly outcome: RunOutcome;
}

export type Command = Decide | Perform | Sleep | Finish;
