import type { MessageText, Policies, Problem } from '../../schemas/index.ts';
import type { Catalogue } from '../rules/index.ts';

/** What a flow is checked against; what is absent is not checked. */
export interface CheckContext {
  /** True for a flow that is about to be published: detached steps are errors then, and warnings before. */
  readonly publish?: boolean;
  /** Every text of the workspace. */
  readonly messages?: readonly MessageText[];
  /** Languages in which each message must be written. */
  readonly languages?: readonly string[];
  /** Facts that conditions may ask about. */
  readonly catalogue?: Catalogue;
  /** The workspace's policies, which the flow's own are laid over; `defaultPolicies` where absent. */
  readonly policies?: Policies;
  /** Faults inside a text that the flow uses. Paths are those of the message's file. */
  readonly checkMessage?: (text: MessageText) => readonly Problem[];
}
