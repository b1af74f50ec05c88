import type { Step, StepKind } from '../../schemas/index.ts';

/** One way out of a step. */
export interface Edge {
  /** JSON pointer of the id inside the step: `/next`, `/cases/0/next`. */
  readonly pointer: string;
  /** The key that names the way, without its place in a list: `next`, `timeout`, `cases`. */
  readonly way: string;
  /** The name of the case, outcome or variant, where the way has one. */
  readonly name: string | null;
  readonly to: string;
}

/**
 * The register of ways out, by kind: a key of the step, or a list whose entries carry `next`. It reads
 * raw JSON as well as parsed steps, so that a document with faults still has a graph.
 */
const waysOut: { readonly [K in StepKind]: readonly string[] } = {
  wait: ['next'],
  listen: ['outcomes[]', 'timeout'],
  branch: ['cases[]', 'else', 'unknown'],
  experiment: ['variants[]'],
  email: ['next', 'bounced', 'unreachable'],
  sms: ['next', 'bounced', 'unreachable'],
  call: ['next'],
  letter: ['next', 'bounced', 'unreachable'],
  'registered-letter': ['next', 'bounced', 'unreachable'],
  webhook: ['next'],
  notify: ['next'],
  approve: ['approved', 'refused', 'timeout'],
  set: ['next'],
  handoff: ['next'],
  end: [],
};

/** Kinds in which a run comes to rest: a cycle through none of them would never stop. */
export const restingKinds: ReadonlySet<StepKind> = new Set(['wait', 'listen', 'approve']);

/** Every way out of a step, in the order in which the register names them. */
export function edgesOf(step: Step): readonly Edge[] {
  return rawEdgesOf(step.kind, step);
}

/** Like {@link edgesOf}, for a step that has not been parsed; what is no text is left out. */
export function rawEdgesOf(kind: StepKind, step: object): readonly Edge[] {
  const raw = step as Readonly<Record<string, unknown>>;
  return waysOut[kind].flatMap((way) =>
    way.endsWith('[]') ? listed(raw, way.slice(0, -2)) : single(raw, way),
  );
}

function single(raw: Readonly<Record<string, unknown>>, way: string): readonly Edge[] {
  const to = raw[way];
  return typeof to === 'string' ? [{ pointer: `/${way}`, way, name: null, to }] : [];
}

function listed(raw: Readonly<Record<string, unknown>>, way: string): readonly Edge[] {
  const entries = raw[way];
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: unknown, index) => {
    if (typeof entry !== 'object' || entry === null) return [];
    const { next: to, name } = entry as { readonly next?: unknown; readonly name?: unknown };
    if (typeof to !== 'string') return [];
    return [{ pointer: `/${way}/${index}/next`, way, name: typeof name === 'string' ? name : null, to }];
  });
}
