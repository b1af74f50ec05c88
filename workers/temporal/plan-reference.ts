import type { Plan } from '../../schemas/index.ts';

/**
 * A plan as it travels: histories hold the digest of its release alone; whoever reads the payload gets
 * the plan with it. What a digest names never changes, so a replay reads what the first run read.
 */
export interface PlanReference {
  readonly referenceTo: string;
  /** Null on the side that sends it. */
  readonly plan: Plan | null;
}

export function referenceTo(release: string): PlanReference {
  return { referenceTo: release, plan: null };
}

/** Known by its shape: converters are loaded apart from the modules that use them. */
export function isPlanReference(value: unknown): value is PlanReference {
  return typeof value === 'object' && value !== null && 'referenceTo' in value && 'plan' in value;
}
