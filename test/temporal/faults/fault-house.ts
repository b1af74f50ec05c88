/**
 * A house on a Temporal server, for tests in which something goes wrong: one store, one flow of two
 * reminders, invoices that are weeks late, so that the first reminder leaves at once and the next one
 * days later. Each driver that a test starts is a process of its own as far as the others can tell.
 */
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { WorkflowBundle } from '@temporalio/worker';
import type { InvoiceRow, Release, Workspace } from '../../../schemas/index.ts';
import {
  importBalance,
  importCustomers,
  publishRelease,
  readRun,
  type Store,
  saveEntities,
} from '../../../store/index.ts';
import { createHolidays } from '../../../workers/calendar/holidays.ts';
import {
  type Carrier,
  createReleases,
  createSameServer,
  createSurroundings,
} from '../../../workers/carry/index.ts';
import { type Clock, wallClock } from '../../../workers/clock.ts';
import { openJournal } from '../../../workers/journal/index.ts';
import { silentLog, silentTelemetry } from '../../../workers/telemetry/index.ts';
import { queueNames } from '../../../workers/temporal/contract.ts';
import {
  createServedClock,
  createTemporal,
  installRuntime,
  type TemporalDriver,
  type TemporalOptions,
} from '../../../workers/temporal/index.ts';
import { placeOf } from '../../conformance/temporal.ts';
import { ladder } from '../../workers/carry/house.ts';

export const actor = 'test';
const day = 86_400_000;

export const workspace: Workspace = {
  name: 'Test',
  entities: [
    { id: 'fr', name: 'Atelier', email: 'compta@atelier.example', region: 'FR', zone: 'Europe/Paris' },
  ],
  languages: ['fr'],
  flows: ['ladder'],
};

export interface HouseOptions {
  readonly env: TestWorkflowEnvironment;
  readonly bundle: WorkflowBundle;
  readonly store: Store;
  readonly release?: Release;
  /** The machine's clock; the wall clock where it is absent. */
  readonly clock?: Clock;
}

export interface ProcessOptions extends Partial<Omit<TemporalOptions, 'carrier' | 'bundle'>> {
  readonly email?: Carrier['email'];
  /** What this process sees of the store. */
  readonly store?: Store;
  /** The machine's clock, and the journal of an earlier process on it. */
  readonly machineClock?: Clock;
  /** What else is different there. */
  readonly parts?: Partial<Carrier>;
}

export interface Process {
  readonly driver: TemporalDriver;
  readonly carrier: Carrier;
  readonly journalPath: string;
  readonly faults: readonly string[];
}

export interface Invoice {
  readonly id: string;
  readonly run: string;
}

export class FaultHouse {
  readonly store: Store;
  /** A client of the test's own; it shares nothing with the drivers. */
  readonly client: Client;
  private readonly options: HouseOptions;
  private readonly release: Release;
  private readonly started = new Set<Process>();
  private invoices = 0;

  constructor(options: HouseOptions) {
    this.options = options;
    this.store = options.store;
    this.release = options.release ?? ladder();
    const { connection, namespace } = options.env;
    this.client = new Client({ connection, namespace: namespace ?? 'default' });
  }

  static async build(options: HouseOptions): Promise<FaultHouse> {
    installRuntime(silentLog);
    const house = new FaultHouse(options);
    const { store, clock = wallClock } = options;
    await saveEntities(store.db, workspace.entities);
    await publishRelease(store.db, house.release, null, { at: clock.now(), actor });
    return house;
  }

  /** Starts a driver on a journal and a carrier of its own. */
  async start(options: ProcessOptions = {}): Promise<Process> {
    const { env, bundle } = this.options;
    const clock = createServedClock(options.machineClock ?? this.options.clock ?? wallClock);
    const folder = mkdtempSync(join(tmpdir(), 'palier-faults-'));
    const journalPath = options.journalPath ?? join(folder, 'sends.jsonl');
    const faults: string[] = [];
    const carrier: Carrier = {
      ...{ store: options.store ?? this.store, clock, engine: 'temporal', workspace, folder: '.' },
      releases: createReleases(),
      sameServer: createSameServer(options.store ?? this.store),
      surroundings: createSurroundings(workspace.entities, createHolidays(), clock.now),
      email: options.email ?? null,
      journal: await openJournal(journalPath),
      telemetry: silentTelemetry,
      report: ({ code, message }) => faults.push(`${code}: ${message}`),
      ...options.parts,
    };
    const driver = createTemporal({
      ...{ carrier, clock, journalPath, alone: false, only: null, rates: {}, relays: true, bundle },
      ...{ place: placeOf(env), queues: queueNames, heads: async () => [this.release.digest] },
      ...options,
    });
    const process = { driver, carrier, journalPath, faults };
    this.started.add(process);
    await driver.start();
    return process;
  }

  async stop(...processes: readonly Process[]): Promise<void> {
    for (const process of processes) {
      this.started.delete(process);
      await process.driver.stop();
      await process.carrier.journal.close();
    }
  }

  /** Ends whatever a test has left running. */
  async close(): Promise<void> {
    await Promise.all([...this.started].map((process) => this.stop(process)));
  }

  private now(): number {
    return (this.options.clock ?? wallClock).now();
  }

  /** An invoice due twenty days ago, by default of a customer of its own. */
  async take(row: Partial<InvoiceRow> = {}, told: { readonly traceparent?: string } = {}): Promise<Invoice> {
    this.invoices += 1;
    const number = row.number ?? `F${this.invoices}-${randomUUID().slice(0, 8)}`;
    const customer = row.customer ?? `C-${number}`;
    const at = this.now();
    const contact = { name: 'Hortense Quernec', firstName: 'Hortense', roles: ['billing' as const] };
    const email = `hortense.${customer.toLowerCase()}@quernec.example`;
    await importCustomers(
      this.store.db,
      [{ entity: 'fr', number: customer, name: 'Quernec SARL', contacts: [{ ...contact, email }] }],
      { source: `customer ${customer}`, at, actor },
    );
    const dates = { issuedOn: dateOf(at - 50 * day), dueOn: dateOf(at - 20 * day) };
    await importBalance(
      this.store.db,
      [{ entity: 'fr', number, customer, instalment: 1, open: 123_457, currency: 'EUR', ...dates, ...row }],
      { source: `balance ${number}`, at, actor, ...told },
    );
    const { id } = await this.store.db
      .selectFrom('invoice')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    return { id: String(id), run: `${id}-1` };
  }

  /** What a run said, as `step what detail`. */
  async said(run: string): Promise<readonly string[]> {
    const stored = await readRun(this.store.db, run);
    return (stored?.lines ?? []).map(({ step, what, detail }) => {
      const { until: _until, ...rest } = detail ?? {};
      return [step, what, ...Object.values(rest)].map(String).join(' ');
    });
  }

  async outcome(run: string): Promise<string | null> {
    return (await readRun(this.store.db, run))?.state.outcome ?? null;
  }

  /** Statuses of an invoice's deliveries, oldest first. */
  async deliveries({ id }: Invoice): Promise<readonly string[]> {
    const rows = await this.store.db
      .selectFrom('delivery')
      .innerJoin('delivery_request', 'delivery_id', 'delivery.id')
      .innerJoin('request', 'request.id', 'request_id')
      .select(['delivery.id', 'delivery.status'])
      .where('request.invoice_id', '=', Number(id))
      .orderBy('delivery.id')
      .execute();
    return rows.map(({ status }) => status);
  }

  async problem(run: string): Promise<{ readonly code: string; readonly message: string } | null> {
    const row = await this.store.db
      .selectFrom('run')
      .select('problem')
      .where('id', '=', run)
      .executeTakeFirst();
    return row?.problem ?? null;
  }
}

export const dateOf = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** Polls until something is so. @throws Error with what was seen last. */
export async function until<T>(
  look: () => Promise<T>,
  isSo: (seen: T) => boolean,
  atMost = 30_000,
): Promise<T> {
  const end = Date.now() + atMost;
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (Date.now() > end) throw new Error(`not within ${atMost} ms; seen last: ${JSON.stringify(seen)}`);
    await pause(20);
  }
}
