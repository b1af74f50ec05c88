/**
 * Lives through a year on the embedded driver, under a clock that leaps. At every message that leaves the
 * books are asked whether it may; whenever the driver rests, what the store says is compared with them.
 */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDay, zoneOf } from '../../engine/calendar/index.ts';
import {
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
import { createRecording, type OutgoingEmail } from '../../workers/channels/index.ts';
import { createEmbedded } from '../../workers/embedded/index.ts';
import { openJournal } from '../../workers/journal/index.ts';
import { silentTelemetry } from '../../workers/telemetry/index.ts';
import { exampleRelease, exampleWorkspace } from '../conformance/examples.ts';
import { Book } from './books.ts';
import { busyStore } from './busy-store.ts';
import { act, actor, type Invoiced } from './deeds.ts';
import { atRest, atTheEnd, onLeaving, type Seen } from './invariants.ts';
import type { InvoicePlan, Year } from './year.ts';
import { type Moment, YearClock } from './year-clock.ts';

const begins = Date.parse('2026-01-01T00:00:00Z');
const hour = 3_600_000;
const day = 24 * hour;
const zone = zoneOf('Europe/Paris');
const releases = exampleWorkspace.flows.map(exampleRelease);

/** @returns What was wrong, in words; empty where nothing was. */
export async function live(store: Store, year: Year): Promise<readonly string[]> {
  const invoices: Invoiced[] = [];
  const clock = new YearClock(begins, begins + 400 * day);
  const dayIn = (days: number) => formatDay(zone.dayOf(clock.now()) + days);
  const seen: Seen = { store, invoices, violations: [], newest: 0, today: () => dayIn(0), now: clock.now };
  clock.plan(momentsOf(year, { store, invoices, clock, dayIn }));
  clock.onRest = () => atRest(seen);
  const provider = createRecording<OutgoingEmail>('email');
  const journalPath = join(mkdtempSync(join(tmpdir(), 'palier-year-')), 'sends.jsonl');
  await saveEntities(store.db, exampleWorkspace.entities);
  for (const release of releases) await publishRelease(store.db, release, null, { at: begins, actor });
  await importPeople(store, year);
  const journal = await openJournal(journalPath);
  const carrier: Carrier = {
    store: busyStore(store, { before: () => clock.betweenTransactions(), after: () => onLeaving(seen) }),
    ...{ clock, engine: 'embedded', journal, workspace: exampleWorkspace, folder: '.' },
    releases: createReleases(),
    sameServer: createSameServer(store),
    surroundings: createSurroundings(exampleWorkspace.entities, createHolidays(), clock.now),
    email: provider,
    report: ({ code, message }) => seen.violations.push(`${code}: ${message}`),
    telemetry: silentTelemetry,
  };
  const heads = async () => releases.map(({ digest }) => digest);
  for (let isOver = false; !isOver; ) {
    const driver = createEmbedded({ carrier, journalPath, heads, only: null, alone: true });
    await driver.start();
    isOver = await clock.stops();
    await driver.stop();
    await clock.passOff();
  }
  await journal.close();
  await atTheEnd(seen, provider.messages);
  return seen.violations;
}

interface Scene {
  readonly store: Store;
  readonly invoices: Invoiced[];
  readonly clock: YearClock;
  readonly dayIn: (days: number) => string;
}

function momentsOf(year: Year, scene: Scene): readonly Moment[] {
  const arrivals = year.invoices.map((plan, index): Moment => {
    const at = begins + Math.max(0, plan.dueOn + plan.comesAfter) * day + 7 * hour;
    return { at, act: () => arrive(scene, plan, index, year) };
  });
  const weeks = Array.from({ length: 52 }, (_, week): Moment => {
    const refresh = { what: 'import', more: { times: 1 } } as const;
    return {
      at: begins + week * 7 * day + 6 * hour,
      act: () => act({ ...scene, at: scene.clock.now() }, refresh),
    };
  });
  const deeds = year.deeds.map(({ hour: when, amid, ...deed }): Moment => {
    const at = begins + when * hour;
    if (deed.what === 'off') return { at, offUntil: at + deed.more.days * day };
    if (deed.what === 'set back') return { at, back: deed.more.minutes * 60_000 };
    return { at, amid, act: () => act({ ...scene, at: scene.clock.now() }, deed) };
  });
  return [...arrivals, ...weeks, ...deeds].sort((one, other) => one.at - other.at);
}

async function importPeople(store: Store, { profiles }: Year): Promise<void> {
  const rows = profiles.map((profile, index) => ({
    ...{ entity: 'france', number: `C${index}`, name: `Client ${index}`, language: 'fr' },
    custom: { profile },
    contacts: (['billing', 'manager', 'cfo', 'accountant'] as const).map((role) => ({
      ...{
        name: `${role} ${index}`,
        roles: [role],
        email: `${role}@c${index}.example`,
        phone: '+33450000000',
      },
    })),
  }));
  await importCustomers(store.db, rows, { source: 'clients', at: begins, actor });
}

async function arrive(
  { store, invoices, clock }: Scene,
  { customer, amount, dueOn }: InvoicePlan,
  index: number,
  { profiles }: Year,
): Promise<void> {
  const at = clock.now();
  const number = `F${index}`;
  const who = `C${customer % profiles.length}`;
  const due = zone.dayOf(begins + 12 * hour) + dueOn;
  const dates = { issuedOn: formatDay(due - 30), dueOn: formatDay(due) };
  const row = { entity: 'france', customer: who, number, instalment: 1, currency: 'EUR', ...dates };
  const { importId } = await importBalance(store.db, [{ ...row, amount, open: amount }], {
    ...{ source: 'erp', at, actor, asOf: at },
  });
  const { id } = await store.db
    .selectFrom('invoice')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  invoices.push({ book: new Book(String(id), amount), number, customer: who, importId: importId ?? '' });
}
