/**
 * Merges two changes of a flow, step by step. What one author changed alone is kept as that author has
 * it: a step, a field of a step, a policy, an interrupt, an entry of a list by its name. What both
 * changed, each in another way, is a conflict; so is a step that one removed and the other changed, and a
 * merge that would not pass the check that both versions pass, or has a fault that neither has.
 *
 * Two steps that both authors put at the same place change the same way on: a conflict too, since nobody
 * has said which comes first.
 */
import type { Flow, Problem, Step } from '../../schemas/index.ts';
import { checkFlow, isError } from './check.ts';
import { formatFlow } from './format.ts';
import { mergedOrder } from './merge-order.ts';
import { type Conflict, mergeFields, type Pair, sameValue } from './merge-values.ts';
import { bothAdded, conflictWords, doesNotCheck, kindsDiffer, removedAndChanged } from './merge-words.ts';
import { normaliseFlow } from './normalise.ts';
import type { Words } from './words.ts';

export interface MergeConflict {
  readonly kind: 'both-changed' | 'removed-and-changed' | 'both-added' | 'check';
  /** The step that it is about; null for the flow as a whole. */
  readonly step: string | null;
  /** The field, `policies/cap`; null where it is the whole step. */
  readonly field: string | null;
  readonly words: Words;
}

/** The merged flow with each conflict decided for one side: the same twice where there is none. */
export interface MergedFlow {
  readonly ours: Flow;
  readonly theirs: Flow;
  readonly conflicts: readonly MergeConflict[];
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * @param base The version that both authors began with; null where each made the file anew.
 * @example mergeFlows(base, ours, theirs).conflicts // [] where both can be had
 */
export function mergeFlows(base: Flow | null, ours: Flow, theirs: Flow): MergedFlow {
  const [before, one, other] = [
    base === null ? null : normaliseFlow(base),
    normaliseFlow(ours),
    normaliseFlow(theirs),
  ];
  const conflicts: MergeConflict[] = [];
  const head = mergeFields(headOf(before), headOf(one), headOf(other));
  conflicts.push(...head.conflicts.map((conflict) => changedTwice(null, conflict)));
  const all = { base: before?.steps ?? [], ours: one.steps, theirs: other.steps };
  const merged = joined(head, mergeSteps(all, conflicts));
  if (conflicts.length > 0) return { ...merged, conflicts };
  const faults = checkFaults(merged.ours, one, other);
  if (faults.length === 0) return { ...merged, conflicts };
  const contested = new Set(faults.flatMap(({ steps }) => steps));
  const heads = { ours: headOf(one), theirs: headOf(other) };
  const isInHead = faults.some(({ conflict }) => conflict.step === null);
  const apart = joined(isInHead ? heads : head, mergeSteps(all, [], contested));
  const differs = formatFlow(apart.ours) !== formatFlow(apart.theirs);
  return {
    ...(differs ? apart : { ours: one, theirs: other }),
    conflicts: faults.map(({ conflict }) => conflict),
  };
}

function joined(head: Pair, steps: Readonly<Record<'ours' | 'theirs', readonly Step[]>>) {
  return {
    ours: normaliseFlow({ ...(head.ours as object), steps: steps.ours } as Flow),
    theirs: normaliseFlow({ ...(head.theirs as object), steps: steps.theirs } as Flow),
  };
}

function headOf(flow: Flow | null): Fields {
  if (flow === null) return {};
  const { steps: _, ...head } = flow;
  return head;
}

/** @param contested Steps that each side keeps as it has them, or not at all. */
function mergeSteps(
  { base, ours, theirs }: Readonly<Record<'base' | 'ours' | 'theirs', readonly Step[]>>,
  conflicts: MergeConflict[],
  contested: ReadonlySet<string> = new Set(),
): { readonly ours: readonly Step[]; readonly theirs: readonly Step[] } {
  const [old, one, other] = [byId(base), byId(ours), byId(theirs)];
  const merged = new Map<string, Pair>();
  for (const id of new Set([...one.keys(), ...other.keys()])) {
    const three = { old: old.get(id), one: one.get(id), other: other.get(id) };
    const apart = { ours: three.one, theirs: three.other };
    merged.set(id, contested.has(id) ? apart : mergeStep(three, conflicts));
  }
  const order = mergedOrder([...old.keys()], [...one.keys()], [...other.keys()]);
  const side = (key: 'ours' | 'theirs') =>
    order.flatMap((id) => {
      const step = merged.get(id)?.[key];
      return step === undefined ? [] : [step as Step];
    });
  return { ours: side('ours'), theirs: side('theirs') };
}

interface Three {
  readonly old: Step | undefined;
  readonly one: Step | undefined;
  readonly other: Step | undefined;
}

function mergeStep({ old, one, other }: Three, conflicts: MergeConflict[]): Pair {
  if (sameValue(one, other) || sameValue(old, other)) return { ours: one, theirs: one };
  if (sameValue(old, one)) return { ours: other, theirs: other };
  const left = one ?? other;
  if (left === undefined) return { ours: undefined, theirs: undefined };
  const whole = (kind: MergeConflict['kind'], words: Words): Pair => {
    conflicts.push({ kind, step: left.id, field: null, words });
    return { ours: one, theirs: other };
  };
  if (one === undefined || other === undefined) return whole('removed-and-changed', removedAndChanged(left));
  if (old === undefined) return whole('both-added', bothAdded(left));
  if (one.kind !== other.kind || one.kind !== old.kind) return whole('both-changed', kindsDiffer(left));
  const fields = mergeFields(old, one, other);
  conflicts.push(...fields.conflicts.map((conflict) => changedTwice(one, conflict)));
  return fields;
}

function changedTwice(step: Step | null, conflict: Conflict): MergeConflict {
  return {
    ...{ kind: 'both-changed', step: step?.id ?? null, field: conflict.path.join('/') },
    words: conflictWords(step, conflict),
  };
}

interface CheckFault {
  readonly conflict: MergeConflict;
  /** The step at which it was found, and the one that it names. */
  readonly steps: readonly string[];
}

/** What keeps the merge from passing where both versions pass; of what is unfinished already, what is new in it. */
function checkFaults(merged: Flow, ours: Flow, theirs: Flow): readonly CheckFault[] {
  const errorsOf = (flow: Flow, publish: boolean) =>
    checkFlow(formatFlow(flow), { publish }).problems.filter(isError);
  const passes = (publish: boolean) => [ours, theirs].every((flow) => errorsOf(flow, publish).length === 0);
  const level = [true, false].find(passes);
  const known = new Set(
    level === undefined
      ? [ours, theirs].flatMap((flow) => errorsOf(flow, false).map((error) => faultOf(flow, error).key))
      : [],
  );
  return errorsOf(merged, level ?? false)
    .map((error) => faultOf(merged, error))
    .filter(({ key }) => !known.has(key))
    .map(({ step, steps, words }) => ({ conflict: { kind: 'check', step, field: null, words }, steps }));
}

/** @returns `key` says what is wrong at which step, wherever it stands in the file. */
function faultOf(flow: Flow, { code, message, path }: Problem) {
  const step = stepAt(flow, path);
  const named = valueAt(flow, path);
  const steps = [step, named].flatMap((id) => (typeof id === 'string' ? id : []));
  return {
    step,
    steps,
    words: doesNotCheck(message, { code, steps }),
    key: `${code} ${steps.join(' ')} ${message}`,
  };
}

function stepAt({ steps }: Flow, path: string | undefined): string | null {
  const [, index] = /^\/steps\/(\d+)/.exec(path ?? '') ?? [];
  return index === undefined ? null : (steps[Number(index)]?.id ?? null);
}

/** What stands at a JSON pointer; of a way out that is the step to which it leads. */
function valueAt(flow: Flow, path: string | undefined): unknown {
  let value: unknown = flow;
  for (const key of (path ?? '').split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Fields)[key];
  }
  return value;
}

function byId(steps: readonly Step[]): ReadonlyMap<string, Step> {
  return new Map(steps.map((step) => [step.id, step]));
}
