/**
 * Why something leaves on its day: read from the lines of a run's trace, of the past or of a rehearsal
 * of what comes.
 */
import { edgesOf } from '../../../engine/flow/index.ts';
import type { Plan, Step, StepKind, StepOf, TraceLine } from '../../../schemas/index.ts';

export interface Reason {
  /** The wait that set the day; null where the step follows at once. */
  readonly wait: StepOf<'wait'> | null;
  /** True where that day had passed, and the run catches up. */
  readonly late: boolean;
  /** Why the mailroom put it off last; null where it did not. */
  readonly deferred: string | null;
  /** Cases and variants taken since the wait, in order. */
  readonly taken: readonly { readonly step: string; readonly name: string }[];
  /** What else led here. */
  readonly after: {
    readonly kind: 'timeout' | 'heard' | 'ordered' | 'promise';
    readonly line: TraceLine;
  } | null;
  /** True where nothing lies between the run's start and this. */
  readonly atStart: boolean;
  /** Logical instant of the delivery that the wait counts from, where it counts from one. */
  readonly delivered: number | null;
}

interface Before {
  readonly lastDelivery: number | null;
  readonly trail: Readonly<Record<string, { readonly delivered: number | null }>>;
}

const afters: Readonly<Partial<Record<TraceLine['what'], NonNullable<Reason['after']>['kind']>>> = {
  timeout: 'timeout',
  heard: 'heard',
  ordered: 'ordered',
  'promise-broken': 'promise',
};

/**
 * @param lines Lines before and up to the one in question, the last one being it.
 * @param before What the run's state knew before these lines: deliveries that they do not show.
 */
export function reasonOf(plan: Plan, step: Step, lines: readonly TraceLine[], before: Before): Reason {
  const taken: { step: string; name: string }[] = [];
  let deferred: string | null = null;
  let wait: StepOf<'wait'> | null = null;
  let late = false;
  let after: Reason['after'] = null;
  const atStart = false;
  let index = lines.length - 1;
  for (; index >= 0; index -= 1) {
    const line = lines[index];
    if (line === undefined) continue;
    const own = line.step === step.id;
    if (line.what === 'deferred' && own) deferred ??= String(line.detail?.why ?? '');
    else if (line.what === 'took') taken.unshift({ step: line.step, name: String(line.detail?.case ?? '') });
    else if (line.what === 'assigned')
      taken.unshift({ step: line.step, name: String(line.detail?.variant ?? '') });
    else if (line.what === 'waits' && plan.steps[line.step]?.kind === 'wait') {
      const found = plan.steps[line.step];
      wait = found?.kind === 'wait' ? found : null;
      late = line.detail?.late === true;
      break;
    } else if (!own && (line.what === 'done' || line.what === 'void' || line.what === 'started')) break;
    else {
      const kind = afters[line.what];
      if (kind === undefined) continue;
      after = { kind, line };
      break;
    }
  }
  if (wait === null && after === null) {
    const last = taken.at(-1);
    wait = (last === undefined ? null : waitOfCase(plan, last)) ?? waitBefore(plan, last?.step ?? step.id);
    late = wait !== null && index >= 0;
  }
  return {
    wait,
    late,
    deferred,
    taken,
    after,
    atStart,
    delivered: deliveredBefore(plan, wait, lines, before),
  };
}

function deliveredBefore(
  plan: Plan,
  wait: StepOf<'wait'> | null,
  lines: readonly TraceLine[],
  before: Before,
): number | null {
  if (wait?.until.from !== 'delivery') return null;
  const named = wait.until.step;
  const line = lines.findLast(
    ({ what, step }, index) =>
      what === 'done' &&
      index < lines.length - 1 &&
      (named === undefined ? 'tone' in (plan.steps[step] ?? {}) : step === named),
  );
  if (line !== undefined) return line.at;
  return named === undefined ? before.lastDelivery : (before.trail[named]?.delivered ?? null);
}

/** The wait that a case or variant leads to. */
function waitOfCase(
  plan: Plan,
  taken: { readonly step: string; readonly name: string },
): StepOf<'wait'> | null {
  const from = plan.steps[taken.step];
  const edge = from === undefined ? undefined : edgesOf(from).find(({ name }) => name === taken.name);
  const to = edge === undefined ? undefined : plan.steps[edge.to];
  return to?.kind === 'wait' ? to : null;
}

const passed: ReadonlySet<StepKind> = new Set(['branch', 'experiment', 'set']);

/** The wait that leads to a step through branches alone, where there is one and only one. */
function waitBefore(plan: Plan, id: string): StepOf<'wait'> | null {
  const seen = new Set<string>();
  const found: StepOf<'wait'>[] = [];
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const step of Object.values(plan.steps)) {
      if (seen.has(step.id) || !edgesOf(step).some(({ to }) => to === next)) continue;
      seen.add(step.id);
      if (step.kind === 'wait') found.push(step);
      else if (passed.has(step.kind)) queue.push(step.id);
      else return null;
    }
  }
  const [only, second] = found;
  return only === undefined || second !== undefined ? null : only;
}
