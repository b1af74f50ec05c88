import type { Plan } from '../../schemas/index.ts';
import type { Carrier } from '../carry/index.ts';

/** Finds plans by their release's digest, in the store. */
export function planFrom({ releases, store }: Carrier): (release: string) => Promise<Plan> {
  return async (release) => (await releases.get(store.db, release)).prepared.plan;
}
