import { Interrupts, Policies, type Step, type StepKind, stepKinds } from '../../schemas/index.ts';
import type { ShapeFault } from './check-shape.ts';
import { type Edge, rawEdgesOf } from './edges.ts';
import { predecessorsOf, reachableFrom } from './graph.ts';
import { jumpsOf } from './interrupts.ts';

/** What is known of a step, even where parts of it are at fault. */
export interface OutlinedStep {
  /** JSON pointer of the step: `/steps/3`. */
  readonly path: string;
  readonly id: string;
  /** Null where the kind is unknown. */
  readonly kind: StepKind | null;
  readonly edges: readonly Edge[];
  /** The step itself, where its shape has no fault. */
  readonly step: Step | null;
}

/** What rules about references and graphs look at: a flow whose details may still be at fault. */
export interface Outline {
  /** Steps with an id, in the order of the document. */
  readonly steps: readonly OutlinedStep[];
  /** The first step of each id. */
  readonly byId: ReadonlyMap<string, OutlinedStep>;
  /** Ids of the steps directly before each step. */
  readonly before: ReadonlyMap<string, readonly string[]>;
  /** Ids of the steps that a run can come to, from the start or from an interrupt. */
  readonly entered: ReadonlySet<string>;
  readonly start: string | null;
  readonly jumps: readonly { readonly pointer: string; readonly to: string }[];
  /** The flow's own policies, as far as their shape has no fault. */
  readonly policies: Partial<Policies>;
  readonly currency: string | null;
  /** False where a step lacks an id, a kind or a way out, so that the graph has gaps that are no news. */
  readonly complete: boolean;
}

type Raw = Readonly<Record<string, unknown>>;

/** Outlines a document. `faults` are those of its shape; conditions are not among them. */
export function outlineOf(document: Raw, faults: readonly ShapeFault[]): Outline {
  const raw = Array.isArray(document.steps) ? (document.steps as readonly unknown[]) : [];
  const faulty = new Set(
    faults.filter(({ parts }) => parts[0] === 'steps').map(({ parts }) => Number(parts[1])),
  );
  const steps = raw.flatMap((step, index) => outlineStep(step, index, faulty.has(index)));
  const byId = new Map([...steps].reverse().map((step) => [step.id, step]));
  const start = typeof document.start === 'string' ? document.start : null;
  const jumps = jumpsOf(Interrupts.safeParse(document.interrupts).data);
  const roots = [...(start === null ? [] : [start]), ...jumps.map(({ to }) => to)];
  return {
    steps,
    byId,
    before: predecessorsOf(byId.values()),
    entered: reachableFrom(roots, { byId }),
    start,
    jumps,
    policies: soundPolicies(document.policies),
    currency: typeof document.currency === 'string' ? document.currency : null,
    complete: faults.every(({ code, parts }) => parts[0] !== 'steps' || !breaksGraph.has(code)),
  };
}

const breaksGraph: ReadonlySet<string> = new Set([
  'missing-key',
  'unknown-kind',
  'wrong-type',
  'bad-id',
  'too-short',
]);

function outlineStep(raw: unknown, index: number, isFaulty: boolean): readonly OutlinedStep[] {
  if (typeof raw !== 'object' || raw === null) return [];
  const { id, kind } = raw as Raw;
  if (typeof id !== 'string') return [];
  const known = stepKinds.find((each) => each === kind) ?? null;
  const edges = known === null ? [] : rawEdgesOf(known, raw);
  return [{ path: `/steps/${index}`, id, kind: known, edges, step: isFaulty ? null : (raw as Step) }];
}

function soundPolicies(raw: unknown): Partial<Policies> {
  if (typeof raw !== 'object' || raw === null) return {};
  const shape = Policies.shape as Readonly<
    Record<string, { safeParse(value: unknown): { success: boolean } }>
  >;
  return Object.fromEntries(
    Object.entries(raw).filter(
      ([key, value]) => Object.hasOwn(shape, key) && shape[key]?.safeParse(value).success,
    ),
  );
}
