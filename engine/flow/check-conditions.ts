import type { Condition } from '../../schemas/index.ts';
import { type Catalogue, checkCondition } from '../rules/index.ts';
import { conditionFaults } from './condition-shape.ts';
import type { Found } from './finding.ts';

interface Place {
  readonly raw: unknown;
  readonly path: string;
}

/**
 * Faults of the entry's and the branches' conditions: their shape first, and, where a catalogue is
 * known, their facts, operators and values.
 */
export function conditionProblems(document: object, catalogue: Catalogue | undefined): readonly Found[] {
  return conditionsOf(document).flatMap(({ raw, path }): readonly Found[] => {
    const faults = conditionFaults(raw, path);
    if (faults.length > 0 || catalogue === undefined) return faults;
    return checkCondition(raw as Condition, catalogue, path).map((problem) => ({ path, ...problem }));
  });
}

/** Every place of a document where a condition stands or should stand. */
function conditionsOf(document: object): readonly Place[] {
  const { entry, steps } = document as { readonly entry?: unknown; readonly steps?: unknown };
  const entries = isObject(entry) ? [{ raw: entry.when, path: '/entry/when' }] : [];
  const branches = listOf(steps).flatMap((step, index) =>
    isObject(step) && step.kind === 'branch' ? casesOf(step.cases, `/steps/${index}/cases`) : [],
  );
  return [...entries, ...branches];
}

function casesOf(cases: unknown, path: string): readonly Place[] {
  return listOf(cases).flatMap((entry, index) =>
    isObject(entry) ? [{ raw: entry.when, path: `${path}/${index}/when` }] : [],
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
