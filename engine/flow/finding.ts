import type { Problem } from '../../schemas/index.ts';
import type { FlowCode } from './codes.ts';

/** What a rule finds: a problem that has not got its line yet. `path` is a JSON pointer in the flow. */
export interface Finding {
  readonly code: FlowCode;
  readonly path: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** A finding, or a problem of another part of the engine, which keeps its own code. */
export type Found = Finding | (Problem & { readonly path: string });

export function fault(code: FlowCode, path: string, message: string): Finding {
  return { code, path, message, severity: 'error' };
}

export function warning(code: FlowCode, path: string, message: string): Finding {
  return { code, path, message, severity: 'warning' };
}
