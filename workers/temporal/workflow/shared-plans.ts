import type { Plan } from '../../../schemas/index.ts';

/**
 * Plans by the digest of their release, kept once for all workflows of a worker: loaded before any of
 * them, shared by all. Content that its name determines is no state, so that nothing leaks between runs.
 */
const plans = new Map<string, Plan>();
/** More releases than this are not in use at once; what is dropped is read again. */
const most = 500;

export function sharedPlan(release: string, read: () => Plan): Plan {
  const known = plans.get(release);
  if (known !== undefined) return known;
  const plan = freeze(read());
  if (plans.size >= most) plans.clear();
  plans.set(release, plan);
  return plan;
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) freeze(inner);
  }
  return value;
}
