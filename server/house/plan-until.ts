import { nextContacts } from '../../store/index.ts';
import { lookAhead } from '../page/foresee/gather.ts';
import type { House } from './house.ts';

/** What is due before an instant, by the kind of step: `email`, `letter`, `call`. */
export interface PlanUntil {
  readonly byKind: Readonly<Record<string, number>>;
  /** True where more runs are due than were looked at. */
  readonly isPartial: boolean;
}

/** Runs that are looked at, at most: a start is not held up by a large ledger. */
const mostRuns = 1_000;

/** The next thing that each running run will do until `until`; caps between runs are not reckoned. */
export async function planUntil(house: House, until: number): Promise<PlanUntil> {
  const soon = await nextContacts(house.store.db, mostRuns);
  const due = soon.filter(({ wakeAt }) => wakeAt !== null && wakeAt <= until);
  const byKind: Record<string, number> = {};
  for (const { ahead } of await lookAhead(house, due, { most: 1, until })) {
    const kind = ahead[0]?.step.kind;
    if (kind !== undefined) byKind[kind] = (byKind[kind] ?? 0) + 1;
  }
  return { byKind, isPartial: due.length === mostRuns };
}
