import type { Perform, Step } from '../../schemas/index.ts';
import type { Context } from '../decide/index.ts';

/** A request to do something to a customer, with all that the arbiter may look at. */
export interface MailRequest {
  /** Run, step and visit: unique. */
  readonly key: string;
  readonly perform: Perform;
  readonly step: Step;
  /** Facts read again at this moment, the flow's policies, and the recipient's calendar. */
  readonly context: Context;
  /** The slot that it joined, if any. */
  readonly slot: string | null;
}
