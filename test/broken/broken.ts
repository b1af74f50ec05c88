import type { FlowCode } from '../../engine/flow/index.ts';

/** A document that must be refused. */
export interface Broken {
  readonly what: string;
  readonly text: string;
  /** The code of one of its errors. */
  readonly code: FlowCode | 'unknown-fact' | 'operator-not-for-type' | 'value-not-for-type' | 'absurd-date';
  /** The line of that error, where the case is about a certain one. */
  readonly line?: number;
  /** True where the fault is one of shape alone, so that the JSON Schema refuses the document too. */
  readonly shape?: true;
}
