/**
 * A small house for the page: one flow in force, a few invoices, the real driver on a clock that leaps.
 * Nothing is sent; what is due is captured.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CustomerRow, InvoiceRow } from '../../../schemas/index.ts';
import type { House } from '../../../server/house/house.ts';
import { buildRelease, exampleWorkspace, loadWorkspace } from '../../../server/workspace/index.ts';
import { importBalance, importCustomers, publishRelease, saveEntities } from '../../../store/index.ts';
import { createHolidays } from '../../../workers/calendar/holidays.ts';
import { createReleases, createSameServer, createSurroundings } from '../../../workers/carry/index.ts';
import type { Clock } from '../../../workers/clock.ts';
import { createEmbedded } from '../../../workers/embedded/index.ts';
import { openJournal } from '../../../workers/journal/index.ts';
import { silentTelemetry } from '../../../workers/telemetry/index.ts';
import { lendStore } from '../../store/lent-store.ts';

export const start = Date.parse('2026-11-02T08:12:00Z');
export const day = 86_400_000;

export interface SmallHouse extends House {
  /** Lets the driver do all that is due up to an instant. */
  readonly runUntil: (instant: number) => Promise<void>;
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

export interface Stock {
  readonly customers: readonly CustomerRow[];
  readonly invoices: readonly InvoiceRow[];
}

export async function openSmallHouse(stock: Stock): Promise<SmallHouse> {
  const loaded = await loadWorkspace(await exampleWorkspace(), { publish: true });
  const { workspace } = loaded;
  if (workspace === undefined) throw new Error('the example has settings');
  const store = await lendStore();
  const folder = mkdtempSync(join(tmpdir(), 'palier-house-'));
  const { clock, runTo } = leapingClock();
  const act = { at: start, actor: 'nadia' };
  await saveEntities(store.db, workspace.entities);
  const release = buildRelease(loaded, 'pme-standard');
  if (stock.invoices.length > 0) {
    await publishRelease(store.db, release, null, act);
    writeDocuments(folder, stock.invoices);
    await importCustomers(store.db, stock.customers, { ...act, source: 'clients' });
    await importBalance(store.db, stock.invoices, { ...act, source: 'balance', asOf: start });
  }
  const faults: string[] = [];
  const journalPath = join(folder, 'sends.jsonl');
  const journal = await openJournal(journalPath);
  const carrier = {
    store,
    clock,
    engine: 'embedded' as const,
    releases: createReleases(),
    sameServer: createSameServer(store),
    surroundings: createSurroundings(workspace.entities, createHolidays(), clock.now),
    workspace,
    folder,
    email: null,
    journal,
    telemetry: silentTelemetry,
    report: ({ code, message }: { readonly code: string; readonly message: string }) => {
      faults.push(`${code}: ${message}`);
    },
  };
  return {
    ...{ store, clock, carrier, driver: null, workspace, folder, dataFolder: folder, faults },
    notices: async () => [],
    runUntil: async (instant) => {
      const heads = async () => [release.digest];
      const driver = createEmbedded({ carrier, journalPath, heads, only: null, alone: true });
      const finished = runTo(instant);
      await driver.start();
      await finished;
      await driver.stop();
    },
    close: async () => {
      await journal.close();
      await store.close();
    },
  };
}

function writeDocuments(folder: string, invoices: readonly InvoiceRow[]): void {
  mkdirSync(join(folder, 'invoices'));
  for (const { number } of invoices) {
    if (/^[\w-]{1,40}$/.test(number)) writeFileSync(join(folder, 'invoices', `${number}.pdf`), '%PDF-1.4');
  }
}

/** A clock that leaps to each due instant, and tells when nothing more is due before its end. */
function leapingClock() {
  let now = start;
  let end = start;
  let finish: () => void = () => {};
  const clock: Clock = {
    now: () => now,
    async sleepUntil(instant, wakened) {
      if (instant !== null && instant <= end) {
        now = Math.max(now, instant);
        return;
      }
      now = end;
      finish();
      await new Promise((done) => wakened.addEventListener('abort', done));
    },
  };
  const runTo = (instant: number): Promise<void> => {
    end = instant;
    const { promise, resolve } = Promise.withResolvers<void>();
    finish = resolve;
    return promise;
  };
  return { clock, runTo };
}

export function customer(number: string, name: string): CustomerRow {
  return {
    entity: 'france',
    number,
    name,
    contacts: [
      {
        name: 'Amandine Vasseur',
        firstName: 'Amandine',
        roles: ['billing'],
        email: `compta@${number.toLowerCase()}.example`,
      },
    ],
  };
}

export function invoice(
  customerNumber: string,
  number: string,
  dueOn: string | null,
  open = 124_805,
): InvoiceRow {
  return {
    entity: 'france',
    customer: customerNumber,
    number,
    instalment: 1,
    issuedOn: '2026-09-20',
    dueOn,
    amount: open,
    open,
    currency: 'EUR',
  };
}
