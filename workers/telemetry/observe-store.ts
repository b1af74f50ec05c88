import type { Meter } from '@opentelemetry/api';
import { type Gauges, readGauges, type Store } from '../../store/index.ts';
import type { Clock } from '../clock.ts';

/** How long one reading serves: several scrapers together ask the store once. */
const freshFor = 10_000;

const zero = { running: 0, held: 0, poisoned: 0 } as const;

/**
 * Gauges of what stands in the store. They are read when somebody looks and at no other time; a store
 * that does not answer leaves them out.
 */
export function observeStore(meter: Meter, store: Store, clock: Pick<Clock, 'now'>): void {
  const gauge = (name: string, unit: string, description: string) =>
    meter.createObservableGauge(name, { unit, description });
  const runs = gauge('palier.runs', '{run}', 'Runs that are not finished, by flow and status.');
  const withoutFlow = gauge('palier.invoices.without.flow', '{invoice}', 'Open invoices that no flow takes.');
  const unbegun = gauge('palier.runs.unbegun', '{run}', 'Runs that Temporal does not know yet.');
  const wakeAge = gauge('palier.wake.oldest', 's', 'Age of the oldest wake-up that is due; 0 where none is.');
  const outbox = gauge('palier.outbox.waiting', '{fact}', 'Facts that no run was told of yet.');
  const inbox = gauge('palier.inbox.waiting', '{event}', 'Events that their runs have not heard yet.');
  const inboxAge = gauge('palier.inbox.oldest', 's', 'Age of the oldest event not heard; 0 where none is.');
  const requests = gauge('palier.requests.waiting', '{request}', 'Requests before the mailroom, by status.');
  const deliveries = gauge(
    'palier.deliveries.open',
    '{delivery}',
    'Deliveries being sent, and uncertain ones.',
  );
  const tasks = gauge('palier.tasks.open', '{task}', 'Tasks of people, by kind.');
  const late = gauge('palier.tasks.late', '{task}', 'Tasks past their deadline, by kind.');
  const dataAge = gauge('palier.data.age', 's', 'Since when nothing newer was imported, by kind of data.');
  const all = [
    runs,
    withoutFlow,
    unbegun,
    wakeAge,
    outbox,
    inbox,
    inboxAge,
    requests,
    deliveries,
    tasks,
    late,
    dataAge,
  ];
  const read = remembered(() => readGauges(store.db, clock.now()));

  meter.addBatchObservableCallback(async (result) => {
    const found = await read();
    if (found === null) return;
    const age = (instant: number | null) =>
      instant === null ? 0 : Math.max(0, (clock.now() - instant) / 1_000);
    for (const [flow, counts] of runsByFlow(found)) {
      for (const [status, count] of Object.entries(counts)) result.observe(runs, count, { flow, status });
    }
    result.observe(withoutFlow, found.withoutFlow);
    result.observe(unbegun, found.unbegun);
    result.observe(wakeAge, age(found.oldestWake));
    result.observe(outbox, found.outbox);
    result.observe(inbox, found.inbox);
    result.observe(inboxAge, age(found.oldestInbox));
    for (const status of ['asked', 'slotted', 'sending'] as const) {
      result.observe(requests, countOf(found.requests, status), { status });
    }
    for (const status of ['sending', 'uncertain'] as const) {
      result.observe(deliveries, countOf(found.deliveries, status), { status });
    }
    for (const one of found.tasks) {
      result.observe(tasks, one.open, { kind: one.kind });
      result.observe(late, one.late, { kind: one.kind });
    }
    for (const { kind, asOf } of found.sources) result.observe(dataAge, age(asOf), { kind });
  }, all);
}

function countOf<Status>(rows: readonly { status: Status; count: number }[], status: Status): number {
  return rows.find((row) => row.status === status)?.count ?? 0;
}

/** Every status of a flow that has a run, so that a line of a chart ends at nought and not in the air. */
function runsByFlow({ runs }: Gauges): ReadonlyMap<string, Readonly<Record<string, number>>> {
  const flows = new Map<string, Record<string, number>>();
  for (const { flow, status, count } of runs) {
    const counts = flows.get(flow) ?? { ...zero };
    counts[status] = count;
    flows.set(flow, counts);
  }
  return flows;
}

/** One reading at a time, kept for a while; null where it failed. */
function remembered(read: () => Promise<Gauges>): () => Promise<Gauges | null> {
  let known: { readonly at: number; readonly found: Promise<Gauges | null> } | null = null;
  return () => {
    if (known === null || Date.now() - known.at > freshFor) {
      known = { at: Date.now(), found: read().catch(() => null) };
    }
    return known.found;
  };
}
