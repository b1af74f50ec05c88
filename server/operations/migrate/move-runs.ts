import {
  gatherFacts,
  movableRuns,
  storedVariants,
  type Tx,
  tellRuns,
  waitingEvents,
} from '../../../store/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { foretell, type Migration } from './foretell.ts';
import type { Told } from './summary.ts';

/** Runs looked at in one transaction: the others wait no longer than that. */
const batchSize = 100;

export type Mover = Pick<OpenHouse, 'store' | 'clock' | 'carrier' | 'driver'>;

/**
 * Says of each run what the migration does to it and, where it is real, tells the run so in the same
 * transaction. The driver, whichever it is, lets the runs hear of it when their turn comes.
 */
export async function moveRuns(
  house: Mover,
  ids: readonly string[],
  migration: Migration,
  isReal: boolean,
): Promise<readonly Told[]> {
  const told: Told[] = [];
  for (let first = 0; first < ids.length; first += batchSize) {
    told.push(...(await moveBatch(house, ids.slice(first, first + batchSize), migration, isReal)));
    if (isReal) house.driver?.nudge();
  }
  return told;
}

async function moveBatch(
  { store, clock, carrier }: Mover,
  ids: readonly string[],
  migration: Migration,
  isReal: boolean,
): Promise<readonly Told[]> {
  return store.db.transaction().execute(async (tx) => {
    const told = await foretellBatch({ carrier, clock, tx }, ids, migration);
    const rows = told.flatMap(({ run, order }) =>
      order === null ? [] : [{ run_id: run.id, event_id: order.id, event: order }],
    );
    if (isReal) await tellRuns(tx, rows, clock.now());
    return told;
  });
}

async function foretellBatch(
  { carrier, clock, tx }: Pick<Mover, 'carrier' | 'clock'> & { readonly tx: Tx },
  ids: readonly string[],
  migration: Migration,
): Promise<readonly Told[]> {
  const now = clock.now();
  const runs = await movableRuns(tx, ids);
  const invoices = runs.map(({ invoice }) => invoice);
  const facts = await gatherFacts(tx, invoices, now, (zone) => carrier.surroundings.dateIn(zone, now));
  const variants = await storedVariants(tx, [...new Set(runs.map(({ customerId }) => customerId))]);
  const waiting = Map.groupBy(await waitingEvents(tx, ids), ({ run }) => run);
  const told: Told[] = [];
  for (const run of runs) {
    const variantOf = (flow: string, step: string) =>
      variants.get(`${run.customerId}/${flow}/${step}`) ?? null;
    const own = facts.get(run.invoice);
    const events = (waiting.get(run.id) ?? []).map(({ event }) => event);
    const subject = { tx, carrier, run, facts: own, waiting: events, now, variantOf };
    const foretold = await foretell(subject, migration);
    if (foretold !== null) told.push({ run, ...foretold });
  }
  return told;
}
