import type { Plan } from '../../schemas/index.ts';

/**
 * A plan as it travels: histories hold the digest of its release alone; whoever reads the payload gets
 * the plan with it. What a digest names never changes, so a replay reads what the first run read.
 */
export class PlanReference {
  readonly release: string;
  /** Null on the side that sends it. */
  readonly plan: Plan | null;

  constructor(release: string, plan: Plan | null = null) {
    this.release = release;
    this.plan = plan;
  }
}
