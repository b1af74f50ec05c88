import type { Interrupt } from './flow.ts';
import type { Policies } from './policies.ts';
import type { Step } from './steps/index.ts';

/**
 * A flow made ready for the reducer: defaults filled in, steps by id, derived marks computed once.
 * Plain JSON, so that every driver can hand it over. `engine/flow/compile` makes it.
 */
export interface Plan {
  /** Digest of the release; the content hash of the flow where nothing is published (simulate of a draft). */
  readonly release: string;
  readonly flow: string;
  readonly currency: string;
  readonly start: string;
  readonly steps: Readonly<Record<string, Step>>;
  readonly policies: Policies;
  readonly interrupts: {
    readonly disputed: Interrupt;
    readonly promised: {
      readonly grace: string;
      readonly broken: 'continue' | 'end' | { readonly jump: string };
    };
    readonly tags: Readonly<Record<string, Interrupt>>;
    readonly insolvent: 'handoff' | 'end' | { readonly jump: string };
  };
  /** Contact steps after which the next contact on some path is formal: late start never skips them. */
  readonly lastBeforeFormal: readonly string[];
}
