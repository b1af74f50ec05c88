import { checkFlow, type Document } from '../../engine/flow/index.ts';
import type { Catalogue } from '../../engine/rules/index.ts';
import type { Problem } from '../../schemas/index.ts';
import { lineAt } from './schema-problems.ts';

/** A part of another document that a flow can hold too, and where each of them keeps it. */
export interface Borrowed {
  readonly part: { readonly policies: unknown } | { readonly entry: { readonly when: unknown } };
  /** Pointer of the part in a flow. */
  readonly inFlow: '/policies' | '/entry/when';
  /** Pointer of the part in its own document. */
  readonly place: string;
}

/**
 * Checks a condition or policies that stand outside a flow as if a flow held them, so that the faults,
 * their codes and sentences are the same everywhere.
 */
export function checkBorrowed(
  { part, inFlow, place }: Borrowed,
  document: Document,
  catalogue?: Catalogue,
): readonly Problem[] {
  const flow = {
    id: 'x',
    name: 'x',
    currency: 'EUR',
    start: 'x',
    steps: [{ id: 'x', kind: 'end' }],
    ...part,
  };
  const { problems } = checkFlow(JSON.stringify(flow), catalogue === undefined ? {} : { catalogue });
  return problems
    .filter(({ path }) => path?.startsWith(inFlow))
    .map((problem) => {
      const path = `${place}${problem.path?.slice(inFlow.length)}`;
      return { ...problem, path, line: lineAt(document, path) };
    });
}
