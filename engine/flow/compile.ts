import {
  type Flow,
  isContact,
  isFormal,
  mergePolicies,
  type Plan,
  type Policies,
  type Step,
} from '../../schemas/index.ts';
import { edgesOf } from './edges.ts';
import { predecessorsOf } from './graph.ts';
import { completeInterrupts } from './interrupts.ts';

/** Ids with two hyphens in a row belong to the steps that compiling adds; a flow may not use them. */
export const reservedMark = '--';

const insolventHandoff = `insolvent${reservedMark}handoff`;
const insolventEnd = `insolvent${reservedMark}end`;

const insolventSteps: readonly Step[] = [
  { id: insolventHandoff, kind: 'handoff', to: 'contentieux', next: insolventEnd },
  { id: insolventEnd, kind: 'end', outcome: 'handed-over' },
];

/**
 * Makes a flow ready for the reducer.
 *
 * @param flow A flow without errors; see `checkFlow`.
 * @param options `release`: the digest by which drivers find the plan again. `policies`: the
 *   workspace's, already laid over `defaultPolicies`; the flow's own are laid over them here.
 * @returns Plain JSON. An insolvent customer's hand-over becomes a jump to a step added for it.
 */
export function compileFlow(
  flow: Flow,
  options: { readonly release: string; readonly policies: Policies },
): Plan {
  const declared = completeInterrupts(flow.interrupts);
  const handsOver = declared.insolvent === 'handoff';
  const steps = handsOver ? [...flow.steps, ...insolventSteps] : flow.steps;
  return {
    release: options.release,
    flow: flow.id,
    currency: flow.currency,
    start: flow.start,
    steps: Object.fromEntries(steps.map((step) => [step.id, step])),
    policies: mergePolicies(options.policies, flow.policies),
    interrupts: { ...declared, insolvent: handsOver ? { jump: insolventHandoff } : declared.insolvent },
    lastBeforeFormal: contactsBeforeFormal(steps),
  };
}

/**
 * Ids of the contact steps after which, on some path, the next contact is a formal notice, in the
 * order of the flow. Walks backwards from the formal notices and stops at each contact it meets.
 */
function contactsBeforeFormal(steps: readonly Step[]): readonly string[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const before = predecessorsOf(steps.map((step) => ({ id: step.id, edges: edgesOf(step) })));
  const formal = steps.filter((step) => isContact(step) && isFormal(step.tone));
  const found = new Set<string>();
  const seen = new Set<string>();
  const pending = formal.flatMap((step) => before.get(step.id) ?? []);
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const step = byId.get(id);
    if (step === undefined || seen.has(id)) continue;
    seen.add(id);
    if (isContact(step)) found.add(id);
    else pending.push(...(before.get(id) ?? []));
  }
  return steps.map((step) => step.id).filter((id) => found.has(id));
}
