import type { Step } from '../../../schemas/index.ts';
import { listRuns } from '../../../store/index.ts';
import type { TestHouse } from './open-test-house.ts';
import { republish, withStep } from './republish.ts';

/** What `migrate` answers. */
export interface Migrated {
  readonly runs: number;
  readonly fates: Readonly<Record<string, number>>;
  readonly leftOut: readonly { readonly number: string; readonly why: string }[];
  readonly redated: readonly { readonly number: string; readonly after: number | null }[];
}

/** Where the runs stand, by the numbers of their invoices. */
export async function standingIn({ house }: TestHouse) {
  const runs = await listRuns(house.store.db, {});
  return runs
    .map(({ number, step, release, held }) => ({ number, step, release, held }))
    .toSorted((a, b) => (a.number < b.number ? -1 : 1));
}

/** Publishes a flow whose wait takes other days. Gives its release. */
export function publishWait(test: TestHouse, flow: string, id: string, days: number): Promise<string> {
  return republish(test, flow, (document) => ({
    flow: withStep(document, id, (step): readonly Step[] =>
      step.kind === 'wait' ? [{ ...step, until: { ...step.until, days } }] : [step],
    ),
  }));
}
