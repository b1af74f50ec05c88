import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CustomerRow, InvoiceRow } from '../../../schemas/index.ts';
import { type OpenHouse, openHouse } from '../../../server/house/open-house.ts';
import { publishMissing, standingOf } from '../../../server/house/publish.ts';
import { operations } from '../../../server/operations/index.ts';
import type { Caller } from '../../../server/operations/operation.ts';
import { Refusal } from '../../../server/operations/refusal.ts';
import { exampleWorkspace, loadWorkspace } from '../../../server/workspace/index.ts';
import { importBalance, importCustomers, relayFacts } from '../../../store/index.ts';
import { advanceRuns, enterInvoices, mailRound, sendEmails } from '../../../workers/carry/index.ts';
import type { Channel, OutgoingEmail } from '../../../workers/channels/index.ts';
import type { Clock } from '../../../workers/clock.ts';
import { silentTelemetry, type Telemetry } from '../../../workers/telemetry/index.ts';
import { lendStore } from '../../store/lent-store.ts';

const now = Date.parse('2026-03-02T09:00:00Z');
const caller: Caller = { actor: 'nadia@ateliers.example', language: 'en' };
export const day = 86_400_000;

/** A house on a memory store with the example's flows, whose clock and engine a test moves by hand. */
export interface TestHouse {
  readonly house: OpenHouse;
  /** Does all that is due, as the driver would. */
  work(): Promise<void>;
  /** Lets time pass, and does what is due then. */
  pass(milliseconds: number): Promise<void>;
  /** Asks an operation as a client would. */
  ask(name: keyof typeof operations, input: unknown): Promise<unknown>;
  /** The refusal of an operation that must not succeed. */
  refused(name: keyof typeof operations, input: unknown): Promise<Refusal>;
}

/** @param email The mail server; emails are captured where there is none. */
export async function openTestHouse(
  email: Channel<OutgoingEmail> | null = null,
  telemetry: Telemetry = silentTelemetry,
): Promise<TestHouse> {
  let time = now;
  const dataFolder = mkdtempSync(join(tmpdir(), 'palier-house-'));
  const clock: Clock = { now: () => time, sleepUntil: async () => {} };
  const opened = await openHouse({
    loaded: await loadWorkspace(await exampleWorkspace()),
    settings: {
      ...{ data: null, databaseUrl: null, smtp: null, actor: caller.actor },
      ...{ engine: 'embedded', temporal: null, codecOrigin: null, rates: {} },
      telemetry: { traces: false, pushedMetrics: false, metricsAt: null, log: null },
    },
    dataFolder,
    documents: dataFolder,
    store: await lendStore(),
    clock,
    running: null,
  });
  const house = { ...opened, carrier: { ...opened.carrier, email, telemetry } };
  const standings = standingOf(house.loaded, await house.heads.byFlow());
  await publishMissing(house, standings, { at: now, actor: 'test' });

  async function round(): Promise<number> {
    const { carrier, store } = house;
    const relayed = await relayFacts(store.db, time, 500);
    const entered = await enterInvoices(carrier, await house.heads.inOrder(), null);
    const advanced = await advanceRuns(carrier);
    const mail = await mailRound(carrier);
    await sendEmails(carrier, mail.outgoing);
    return relayed + entered + advanced + mail.customers;
  }

  const work = async () => {
    while ((await round()) > 0);
  };
  const handle = (name: keyof typeof operations, input: unknown) =>
    operations[name].handle(house, input, caller);
  return {
    house,
    work,
    async pass(milliseconds) {
      time += milliseconds;
      await work();
    },
    ask: async (name, input) => JSON.parse(JSON.stringify(await handle(name, input))),
    async refused(name, input) {
      try {
        await handle(name, input);
      } catch (error) {
        if (error instanceof Refusal) return error;
        throw error;
      }
      throw new Error(`${name} was not refused`);
    },
  };
}

/** One whose invoices F1 and F2 are on their way. */
export async function openAtWork(email: Channel<OutgoingEmail> | null = null): Promise<TestHouse> {
  const test = await openTestHouse(email);
  await giveInvoices(test, ['F1', 'F2']);
  await test.work();
  return test;
}

/** One customer with a contact, and invoices of 1 200.00, with documents, that were due five days ago. */
export async function giveInvoices(
  { house }: TestHouse,
  numbers: readonly string[],
  more: Partial<InvoiceRow> = {},
  customer: Partial<CustomerRow> = {},
): Promise<void> {
  const act = { at: house.clock.now(), actor: 'test', source: 'test' };
  const contacts = [
    {
      name: 'Vasseur',
      firstName: 'Claire',
      roles: ['billing'],
      email: 'claire@client.example',
      phone: '+33 4 50 00 00 00',
    },
  ] as const;
  const row: CustomerRow = {
    entity: 'france',
    number: 'C1',
    name: 'Menuiserie Testard',
    contacts,
    ...customer,
  };
  await importCustomers(house.store.db, [row], act);
  const invoices = numbers.map(
    (number): InvoiceRow => ({
      entity: 'france',
      customer: row.number,
      number,
      instalment: 1,
      issuedOn: '2026-01-26',
      dueOn: '2026-02-25',
      amount: 120_000,
      open: 120_000,
      currency: 'EUR',
      ...more,
    }),
  );
  for (const number of numbers) writeFileSync(join(house.dataFolder, `${number}.pdf`), '%PDF-1.4');
  await importBalance(house.store.db, invoices, act);
}
