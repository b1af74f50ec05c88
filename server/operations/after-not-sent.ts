import type { HoldCause } from '../../schemas/index.ts';
import { type Db, readRun, requestsOfDeliveries } from '../../store/index.ts';

/** What follows from a message that was not sent. */
export interface AfterNotSent {
  /** A new one is made, or when the run is let go, or none, since the runs have ended or left the step. */
  readonly again: 'now' | 'on-release' | 'never';
  /** What holds the runs beside this delivery. */
  readonly heldBy: readonly HoldCause[];
}

/** Read before the runs hear of it: it is what they stand in when they do. */
export async function afterNotSent(db: Db, delivery: string): Promise<AfterNotSent> {
  const requests = await requestsOfDeliveries(db, [Number(delivery)]);
  const causes = new Set<HoldCause>();
  let goesOn = false;
  for (const { runId } of requests) {
    const run = await readRun(db, runId);
    const open = run?.state.open;
    if (run === null || run.status === 'finished') continue;
    if (open?.type !== 'perform' || open.delivery !== delivery) continue;
    const others = run.state.holds.filter((hold) => hold.cause !== 'delivery' || hold.object !== delivery);
    if (run.status === 'poisoned') causes.add('problem');
    else if (others.length === 0) goesOn = true;
    for (const { cause } of others) causes.add(cause);
  }
  const heldBy = [...causes];
  return { again: goesOn ? 'now' : heldBy.length > 0 ? 'on-release' : 'never', heldBy };
}
