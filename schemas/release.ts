import type { Flow } from './flow.ts';
import type { MessageText } from './message.ts';
import type { Policies } from './policies.ts';
import type { Segments, Workspace } from './workspace.ts';

/**
 * What publishing freezes under one digest: the flow with all it uses, so that what was approved is
 * what is sent. Plain JSON.
 */
export interface Release {
  /** `sha256:` and 64 hexadecimal digits over the content. */
  readonly digest: string;
  readonly flow: Flow;
  readonly messages: readonly MessageText[];
  readonly segments: Segments['segments'];
  /** Workspace defaults laid under the flow's own. */
  readonly policies: Policies;
  readonly languages: readonly string[];
  readonly customFields: NonNullable<Workspace['customFields']>;
}
