/**
 * A script made ready to be played on a real driver: what it makes happen, in order, through the store's
 * own functions, and everything that a driver is given.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zoneOf } from '../../engine/calendar/index.ts';
import { eventsOf, momentsOf, type Timed } from '../../engine/simulate/index.ts';
import { parseAmount, type Release, type Script, type TraceLine } from '../../schemas/index.ts';
import {
  type EngineName,
  importBalance,
  importCustomers,
  publishRelease,
  type Store,
  saveEntities,
} from '../../store/index.ts';
import { createHolidays } from '../../workers/calendar/holidays.ts';
import {
  type Carrier,
  createReleases,
  createSameServer,
  createSurroundings,
} from '../../workers/carry/index.ts';
import type { Clock } from '../../workers/clock.ts';
import { openJournal } from '../../workers/journal/index.ts';
import { silentTelemetry, type Telemetry } from '../../workers/telemetry/index.ts';
import { applyToStore } from './apply.ts';
import { exampleWorkspace } from './examples.ts';

export interface Played {
  /** Lines of each invoice's runs, by number, later cycles after earlier ones. */
  readonly traces: ReadonlyMap<string, readonly TraceLine[]>;
  readonly faults: readonly string[];
}

export interface Happening {
  readonly at: number;
  readonly act: () => Promise<void>;
}

export interface Stage {
  readonly happenings: readonly Happening[];
  /** Where the script ends, epoch milliseconds. */
  readonly until: number;
  readonly carrier: Carrier;
  readonly journalPath: string;
  readonly heads: () => Promise<readonly string[]>;
  /** Faults reported so far. */
  readonly faults: readonly string[];
  /** What was played, once the driver has stopped. */
  end(): Promise<Played>;
}

export interface Cast {
  readonly store: Store;
  readonly script: Script;
  readonly release: Release;
  readonly engine: EngineName;
  readonly clockOf: (happenings: readonly Happening[], until: number) => Clock;
  readonly telemetry?: Telemetry;
}

const actor = 'script';

export async function setStage({ store, script, release, engine, clockOf, telemetry }: Cast): Promise<Stage> {
  const entity = exampleWorkspace.entities[0];
  if (entity === undefined) throw new Error('the example has an entity');
  const moments = momentsOf(script, zoneOf(script.customer.zone ?? entity.zone));
  const until = script.until === undefined ? moments.start(400) : moments.instant(script.until);
  const happenings = planOf(store, script, {
    ...{ moments, entity: entity.id, zone: entity.zone, until, ids: new Map() },
    currency: release.flow.currency,
  });
  const clock = clockOf(happenings, until);
  const faults: string[] = [];
  const journalPath = join(mkdtempSync(join(tmpdir(), 'palier-play-')), 'sends.jsonl');
  const journal = await openJournal(journalPath);
  await saveEntities(store.db, exampleWorkspace.entities);
  await publishRelease(store.db, release, null, { at: 0, actor });
  const carrier: Carrier = {
    ...{ store, clock, engine, journal, workspace: exampleWorkspace, folder: '.', email: null },
    releases: createReleases(),
    sameServer: createSameServer(store),
    surroundings: createSurroundings(exampleWorkspace.entities, createHolidays(), () => clock.now()),
    report: ({ code, message }) => faults.push(`${code}: ${message}`),
    telemetry: telemetry ?? silentTelemetry,
  };
  return {
    ...{ happenings, until, carrier, journalPath, faults },
    heads: async () => [release.digest],
    async end() {
      await journal.close();
      return { traces: await tracesOf(store), faults };
    },
  };
}

async function tracesOf(store: Store): Promise<Played['traces']> {
  const rows = await store.db
    .selectFrom('trace')
    .innerJoin('run', 'run.id', 'trace.run_id')
    .innerJoin('invoice', 'invoice.id', 'run.invoice_id')
    .select(['invoice.number', 'trace.at', 'trace.step', 'trace.visit', 'trace.what', 'trace.detail'])
    .orderBy('run.cycle')
    .orderBy('trace.seq')
    .execute();
  const byNumber = Map.groupBy(rows, ({ number }) => number);
  return new Map(
    [...byNumber].map(([number, lines]) => [number, lines.map(({ number: _number, ...line }) => line)]),
  );
}

interface Plan {
  readonly moments: ReturnType<typeof momentsOf>;
  readonly entity: string;
  readonly zone: string;
  readonly until: number;
  readonly currency: string;
  /** Ids of the invoices in the store, by number. */
  readonly ids: Map<string, string>;
}

/** Everything that the script makes happen, in order: imports, then events. */
function planOf(store: Store, script: Script, plan: Plan): readonly Happening[] {
  const imports = script.invoices.map((invoice) => ({
    at: invoice.importedAt === undefined ? plan.moments.start(-30) : plan.moments.instant(invoice.importedAt),
    act: () => importInvoice(store, script, invoice, plan),
  }));
  const events = eventsOf(script, plan.moments).map((event: Timed) => ({
    at: event.at,
    act: async () => {
      const number = script.invoices[event.invoice]?.number ?? '';
      const invoice = plan.ids.get(number);
      if (invoice !== undefined) await applyToStore(store, invoice, event.change, { at: event.at, actor });
    },
  }));
  return [...imports, ...events].sort((a, b) => a.at - b.at);
}

async function importInvoice(
  store: Store,
  script: Script,
  invoice: Script['invoices'][number],
  plan: Plan,
): Promise<void> {
  const { customer } = script;
  const at =
    invoice.importedAt === undefined ? plan.moments.start(-30) : plan.moments.instant(invoice.importedAt);
  const context = { source: 'script', at, actor, asOf: plan.until };
  await importCustomers(
    store.db,
    [
      {
        entity: plan.entity,
        number: customer.number,
        name: customer.name,
        language: customer.language ?? 'fr',
        zone: customer.zone ?? plan.zone,
        country: customer.country ?? null,
        tags: customer.tags ?? [],
        custom: customer.custom ?? {},
        contacts: customer.contacts.map(({ firstName = null, email = null, phone = null, ...contact }) => ({
          ...contact,
          firstName,
          email,
          phone,
        })),
      },
    ],
    { ...context, source: 'script customers' },
  );
  const amount = parseAmount(invoice.amount);
  await importBalance(
    store.db,
    [
      {
        entity: plan.entity,
        customer: customer.number,
        number: invoice.number,
        instalment: 1,
        issuedOn: invoice.issuedOn ?? null,
        dueOn: invoice.dueOn ?? null,
        amount,
        open: amount,
        currency: invoice.currency ?? plan.currency,
        custom: invoice.custom ?? {},
      },
    ],
    { ...context, source: `script ${invoice.number}` },
  );
  const row = await store.db
    .selectFrom('invoice')
    .select('id')
    .where('number', '=', invoice.number)
    .executeTakeFirstOrThrow();
  plan.ids.set(invoice.number, String(row.id));
}
