import type { InvoiceFacts, TraceLine } from '../../../schemas/index.ts';
import {
  type DecisionLine,
  type DeliveryLine,
  gatherFacts,
  type HoldReason,
  type InvoiceLine,
  listDeliveries,
  listHoldReasons,
  listInvoices,
  listRuns,
  listTasks,
  type RunLine,
  readDecisions,
  readTrace,
  type TaskLine,
} from '../../../store/index.ts';
import type { LoadedRelease } from '../../../workers/carry/index.ts';
import { lookAhead, type Outlook } from '../foresee/gather.ts';
import type { Visit } from '../visit.ts';

export interface ToldRun {
  readonly line: RunLine;
  readonly release: LoadedRelease;
  readonly trace: readonly TraceLine[];
  readonly decisions: readonly DecisionLine[];
}

export interface InvoiceStory {
  readonly line: InvoiceLine;
  readonly facts: InvoiceFacts;
  /** The latest run first. */
  readonly runs: readonly ToldRun[];
  /** The present run with what it will do; null where none is under way. */
  readonly outlook: Outlook | null;
  readonly reasons: readonly HoldReason[];
  readonly deliveries: readonly DeliveryLine[];
  readonly tasks: readonly TaskLine[];
}

const lookedAhead = 8;
const msOfDay = 86_400_000;

/** All that is known of one invoice; null where there is none. */
export async function gatherStory(visit: Visit, invoice: string): Promise<InvoiceStory | null> {
  const { house, now } = visit;
  const { db } = house.store;
  const [line] = await listInvoices(db, { invoice, open: false, limit: 1 });
  const facts = (await gatherFacts(db, [invoice], now)).get(invoice);
  if (line === undefined || facts === undefined) return null;
  const runs = (await listRuns(db, { invoice, limit: 20 })).toSorted((a, b) => b.startedAt - a.startedAt);
  const [latest] = runs;
  const horizon = { most: lookedAhead, until: now + 400 * msOfDay };
  const [outlook] =
    latest === undefined || latest.status === 'finished'
      ? []
      : await lookAhead(house, [latest, ...(await beside(visit, latest))], horizon);
  const open = await listTasks(db, { invoice });
  const done = await listTasks(db, { invoice, status: 'done' });
  return {
    line,
    facts,
    runs: await Promise.all(runs.map((run) => tellRun(visit, run))),
    outlook: outlook ?? null,
    reasons: await listHoldReasons(db, [invoice]),
    deliveries: await listDeliveries(db, { invoice, limit: 50 }),
    tasks: [...open, ...done],
  };
}

/** Other runs of the customer: they share its cap. */
async function beside({ house }: Visit, { customer, run }: RunLine): Promise<readonly RunLine[]> {
  const runs = await listRuns(house.store.db, { customer, status: 'running', held: false, limit: 30 });
  return runs.filter((line) => line.run !== run);
}

async function tellRun({ house }: Visit, line: RunLine): Promise<ToldRun> {
  const { db } = house.store;
  return {
    line,
    release: await house.carrier.releases.get(db, line.release),
    trace: await readTrace(db, line.run),
    decisions: await readDecisions(db, line.run),
  };
}
