import type { Flow, Step } from '../../schemas/index.ts';
import { canonicalJson } from './canonical.ts';
import { completeInterrupts, defaultInterrupts } from './interrupts.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Keys of a step, and the value that says no more than leaving the key out. */
const stepDefaults: Fields = { name: '', note: '', assign: 'owner', who: 'owner', outcome: 'completed' };

/**
 * The same flow with everything left out that says no more than its absence: default values, empty
 * lists and interrupts that do what happens anyway. Policies stay as written, because the defaults under
 * them belong to the workspace. Order is kept.
 */
export function normaliseFlow(flow: Flow): Flow {
  const { note, policies, interrupts, ...rest } = flow;
  const bare = {
    ...rest,
    ...(note ? { note } : {}),
    ...(policies !== undefined && !isEmpty(policies) ? { policies } : {}),
    ...normaliseInterrupts(flow),
    steps: flow.steps.map(normaliseStep),
  };
  return withoutUndefined(bare) as Flow;
}

/** The same step without what says no more than its absence. */
function normaliseStep(step: Step): Step {
  const fields = Object.entries(step).filter(
    ([key, value]) => stepDefaults[key] !== value && !(Array.isArray(value) && value.length === 0),
  );
  const bare: Fields = withoutUndefined(Object.fromEntries(fields));
  const until = bare.until as Fields | undefined;
  if (until?.count !== 'calendar') return bare as Step;
  const { count: _, ...rest } = until;
  const shorter: Fields = { ...bare, until: rest };
  return shorter as Step;
}

function normaliseInterrupts(flow: Flow): Pick<Flow, 'interrupts'> {
  const full = completeInterrupts(flow.interrupts);
  const promised = differences(full.promised, defaultInterrupts.promised);
  const others = differences({ ...full, promised: null }, { ...defaultInterrupts, promised: null });
  const interrupts = isEmpty(promised) ? others : { ...others, promised };
  return isEmpty(interrupts) ? {} : { interrupts };
}

function differences(own: Fields, defaults: Fields): Fields {
  return Object.fromEntries(
    Object.entries(own).filter(([key, value]) => canonicalJson(value) !== canonicalJson(defaults[key])),
  );
}

function withoutUndefined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0;
}
