/** What must hold whatever happens. Each writes in words what it finds wrong. */
import {
  defaultPolicies,
  mergePolicies,
  type Policies,
  parseAmount,
  type RunState,
} from '../../schemas/index.ts';
import { readRelease, type Store } from '../../store/index.ts';
import type { OutgoingEmail } from '../../workers/channels/index.ts';
import { readArrivals } from '../integration/crash/readings.ts';
import type { Invoiced } from './deeds.ts';

export interface Seen {
  readonly store: Store;
  readonly invoices: readonly Invoiced[];
  readonly violations: string[];
  /** The newest delivery that was looked at. */
  newest: number;
  readonly today: () => string;
  readonly now: () => number;
}

const day = 86_400_000;

/** Looks at every message that was booked since the last look. */
export async function onLeaving(seen: Seen): Promise<void> {
  const booked = await seen.store.db
    .selectFrom('delivery')
    .select('id')
    .where('id', '>', seen.newest)
    // What goes to our own people is no contact.
    .where('channel', '<>', 'notify')
    .orderBy('id')
    .execute();
  for (const { id } of booked) {
    seen.newest = id;
    await lookAt(seen, id);
  }
}

/** Nobody is chased who has paid, disputes, is excluded or owes too little; no more often than the cap says. */
async function lookAt(seen: Seen, delivery: number): Promise<void> {
  const { db } = seen.store;
  const requests = await db
    .selectFrom('delivery_request')
    .innerJoin('request', 'request.id', 'request_id')
    .innerJoin('run', 'run.id', 'request.run_id')
    .select(['request.invoice_id', 'request.step', 'request.customer_id', 'run.release'])
    .where('delivery_id', '=', delivery)
    .execute();
  const say = (text: string) => seen.violations.push(`${new Date(seen.now()).toISOString()}: ${text}`);
  if (requests.length === 0) say(`delivery ${delivery} without a request`);
  for (const { invoice_id, step, release, customer_id } of requests) {
    const { policies, ignored } = await rulesOf(seen.store, release, step);
    const book = seen.invoices.find((one) => one.book.id === String(invoice_id))?.book;
    const against = book?.against(seen.today(), parseAmount(policies.floor)) ?? ['unknown'];
    const reasons = against.filter((reason) => !ignored.includes(reason));
    if (reasons.length > 0) say(`${step} of invoice ${invoice_id} left, which is ${reasons.join(', ')}`);
    const { cap } = policies;
    if (cap === 'none') continue;
    const days = Number.parseInt(cap.per, 10);
    const count = await lately(seen, customer_id, { days, upTo: delivery });
    if (count > cap.atMost) say(`${step} of invoice ${invoice_id} is contact ${count} in ${days} days`);
  }
}

interface Rules {
  readonly policies: Policies;
  /** What the step says that it leaves in spite of: the summary of a call confirms a dispute. */
  readonly ignored: readonly string[];
}

async function rulesOf({ db }: Store, digest: string, id: string): Promise<Rules> {
  const release = await readRelease(db, digest);
  const step = release?.flow.steps.find((one) => one.id === id);
  return {
    policies: mergePolicies(release?.policies ?? defaultPolicies, release?.flow.policies),
    ignored: step !== undefined && 'despite' in step ? (step.despite ?? []) : [],
  };
}

/**
 * Contacts of a customer in so many days of 24 hours, less one: within calendar days wherever they begin. At
 * one instant the harder goes first, and another flow with a wider cap may come after it.
 */
async function lately(
  { store, now }: Seen,
  customer: number,
  { days, upTo }: { readonly days: number; readonly upTo: number },
): Promise<number> {
  const { count } = await store.db
    .selectFrom('delivery')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('customer_id', '=', customer)
    .where('channel', '<>', 'notify')
    .where('id', '<=', upTo)
    .where('at', '>', now() - (days - 1) * day)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The store's amounts are those of the books, and nothing is left in the air. */
export async function atRest({ store, invoices, violations, now }: Seen): Promise<void> {
  const rows = await store.db.selectFrom('invoice').select(['id', 'open', 'number']).execute();
  const open = new Map(rows.map((row) => [String(row.id), row.open]));
  for (const { book, number } of invoices) {
    const found = open.get(book.id);
    if (!book.isWithdrawn && found !== book.open) {
      violations.push(`${new Date(now()).toISOString()}: ${number} owes ${found}, by the books ${book.open}`);
    }
  }
  const asked = await store.db
    .selectFrom('request')
    .select('id')
    .where('status', 'in', ['asked', 'sending'])
    .execute();
  if (asked.length > 0)
    violations.push(`requests ${asked.map(({ id }) => id).join()} are left while the driver rests`);
}

/** Each message once; every run has ended, or waits for something that can be named; its trace tells each step. */
export async function atTheEnd(seen: Seen, accepted: readonly OutgoingEmail[]): Promise<void> {
  const { store, violations } = seen;
  for (const [request, count] of await readArrivals(store, accepted)) {
    if (count > 1) violations.push(`${request} arrived ${count} times`);
  }
  const runs = await store.db
    .selectFrom('run')
    .select(['id', 'status', 'wake_at', 'state', 'release'])
    .execute();
  const lines = await store.db
    .selectFrom('trace')
    .select(['run_id', 'step', 'visit', 'what', 'seq'])
    .orderBy('seq')
    .execute();
  const traces = Map.groupBy(lines, ({ run_id }) => run_id);
  for (const { id, status, wake_at, state, release } of runs) {
    const steps = (await readRelease(store.db, release))?.flow.steps ?? [];
    // A wait whose day has passed is nothing that anybody did.
    const waits = new Set(steps.filter(({ kind }) => kind === 'wait').map((step) => step.id));
    const trace = traces.get(id) ?? [];
    if (status === 'running' && wake_at === null && !saysWhy(state)) {
      violations.push(`${id} neither ends nor waits: ${JSON.stringify(state)}`);
    }
    if (trace.some(({ seq }, index) => seq !== index)) violations.push(`${id} has gaps in its trace`);
    for (const [step, visit] of Object.entries(state.trail)) {
      // Before a step that a jump has led to it may be held by what was told of another.
      const isHeldThere = step === state.step && state.holds.length > 0;
      const isTold = isHeldThere || waits.has(step) || trace.some((line) => line.step === step);
      if (!isTold) violations.push(`${id}: nothing tells of ${step}`);
      const tells = trace.some((line) => line.step === step && line.what === 'done');
      if (visit.delivered !== null && !tells) violations.push(`${id}: nothing tells that ${step} was done`);
    }
  }
}

function saysWhy({ holds, open }: RunState): boolean {
  return holds.length > 0 || (open?.type === 'perform' && open.status === 'deferred');
}
