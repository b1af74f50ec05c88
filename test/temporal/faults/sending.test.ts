import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDispute, recordPayment, type Store } from '../../../store/index.ts';
import { createHolidays } from '../../../workers/calendar/holidays.ts';
import { createSurroundings } from '../../../workers/carry/index.ts';
import { recoverAbandoned } from '../../../workers/carry/recover.ts';
import { createRecording, type OutgoingEmail, type SendResult } from '../../../workers/channels/index.ts';
import { wallClock } from '../../../workers/clock.ts';
import {
  actor,
  dateOf,
  type FaultHouse,
  type Invoice,
  type Process,
  until,
  workspace,
} from './fault-house.ts';
import { type OpenFaultHouse, openFaultHouse } from './open-fault-house.ts';

let opened: OpenFaultHouse;
let house: FaultHouse;
let relaying: Process;
/** True while no query of the working process gets through. */
let storeIsAway = false;
/** True while our own code finds something in every invoice that it cannot bear. */
let isPoisoned = false;

beforeAll(async () => {
  opened = await openFaultHouse();
  house = opened.house;
  relaying = await house.start({ queues: [] });
});

afterAll(() => opened.close());

let working: Process[] = [];
afterEach(async () => {
  storeIsAway = false;
  isPoisoned = false;
  await house.stop(...working);
  working = [];
});

type Answering = (message: OutgoingEmail, count: number) => SendResult | Promise<SendResult>;

/** A process that works, with a mail server that answers as told. */
async function work(answer?: Answering) {
  const email = createRecording<OutgoingEmail>('email', answer);
  const sound = createSurroundings(workspace.entities, createHolidays(), wallClock.now);
  const dateIn = (zone: string, at: number) => {
    if (isPoisoned) throw new TypeError('cannot read the postcode of Quernec SARL');
    return sound.dateIn(zone, at);
  };
  const parts = { surroundings: { ...sound, dateIn } };
  const store = breakable(house.store);
  const process = await house.start({ relays: false, queues: ['flows', 'email'], email, store, parts });
  working.push(process);
  return { ...process, email };
}

function breakable(store: Store): Store {
  const db = new Proxy(store.db, {
    get(target, key) {
      if (storeIsAway) throw new Error('connect ECONNREFUSED');
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...store, db };
}

const reminded = ['j7 started', 'first done', 'j14 waits true'];
const says = (run: string, last: string | undefined) =>
  until(
    () => house.said(run),
    (said) => said.at(-1) === last,
  );

async function historyOf({ run }: Invoice): Promise<string> {
  const { events } = await house.client.workflow.getHandle(run).fetchHistory();
  return JSON.stringify(events, (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : value,
  );
}

async function order(run: string, name: 'resume' | 'resolve', rest: object = {}): Promise<void> {
  const id = `${name}-${Date.now()}`;
  const event = { type: 'ordered', id, at: Date.now(), order: name, ...rest } as const;
  await relaying.driver.tell(run, id, event);
}

/** As if ten minutes had passed since a message was handed over. */
const abandon = () =>
  house.store.db.updateTable('delivery').set({ real_at: 0 }).where('status', '=', 'sending').execute();
const isSending = async (invoice: Invoice) => (await house.deliveries(invoice)).includes('sending');

describe('an attempt that dies', () => {
  const dying = () => {
    throw new Error('the process is gone');
  };

  it('with a message in hand sends it no second time; nobody knows, and a person is asked', async () => {
    const { email, carrier, journalPath } = await work((_message, count) => {
      if (count === 1) dying();
      return { fate: 'sent', providerId: 'second', refused: [] };
    });
    const invoice = await house.take();
    relaying.driver.nudge();
    await until(() => isSending(invoice), Boolean);

    await abandon();
    await recoverAbandoned(carrier, journalPath);
    await says(invoice.run, 'first uncertain');

    expect(email.messages).toHaveLength(1);
    expect(await house.deliveries(invoice)).toEqual(['uncertain']);

    const [delivery] = email.messages.map((message) => message.delivery);
    await order(invoice.run, 'resolve', { delivery, fate: 'not-sent' });
    await says(invoice.run, reminded.at(-1));

    expect(email.messages).toHaveLength(2);
  });

  it('after the answer of the provider sends it no second time, and the run goes on', async () => {
    const { email, carrier, journalPath } = await work(dying);
    const invoice = await house.take();
    relaying.driver.nudge();
    await until(
      async () => email.messages,
      (messages) => messages.length === 1,
    );
    const [message] = email.messages;
    const line = { delivery: message?.delivery ?? '', messageId: message?.messageId ?? '', requests: [] };

    await carrier.journal.append({ ...line, at: Date.now(), phase: 'sent' });
    await abandon();
    await recoverAbandoned(carrier, journalPath);

    expect(await says(invoice.run, reminded.at(-1))).toEqual(reminded);
    expect([email.messages.length, await house.deliveries(invoice)]).toEqual([1, ['sent']]);
  });
});

describe('a store that is away', () => {
  it('when the provider has just accepted a message: it is noted once it is back, and sent once', async () => {
    const { email } = await work((message) => {
      storeIsAway = true;
      setTimeout(() => {
        storeIsAway = false;
      }, 1_000);
      return { fate: 'sent', providerId: message.delivery, refused: [] };
    });
    const invoice = await house.take();
    relaying.driver.nudge();

    expect(await says(invoice.run, reminded.at(-1))).toEqual(reminded);
    expect([email.messages.length, await house.deliveries(invoice)]).toEqual([1, ['sent']]);
  });

  it('while a turn is taken is waited for, and nothing is lost', async () => {
    const { faults } = await work();
    const invoice = await house.take();
    relaying.driver.nudge();
    await says(invoice.run, reminded.at(-1));

    storeIsAway = true;
    await openDispute(
      house.store.db,
      invoice.id,
      { reference: 'D1', category: 'other' },
      { at: Date.now(), actor },
    );
    relaying.driver.nudge();
    await until(
      async () => faults,
      (seen) => seen.length >= 2,
    );
    storeIsAway = false;

    expect(await says(invoice.run, 'j14 held dispute')).toEqual([...reminded, 'j14 held dispute']);
    expect(new Set(faults)).toEqual(new Set(['activity-failed: connect ECONNREFUSED']));
  });

  it('for longer than a task of the workflow lasts: what came meanwhile is heard, and the run can end', async () => {
    const { faults } = await work();
    const invoice = await house.take();
    relaying.driver.nudge();
    await says(invoice.run, reminded.at(-1));
    const payment = { invoice: invoice.id, amount: 123_457, currency: 'EUR', on: dateOf(Date.now()) };

    storeIsAway = true;
    await recordPayment(house.store.db, { ...payment, kind: 'payment' }, { at: Date.now(), actor });
    relaying.driver.nudge();
    // By the sixth attempt the server has given out another task of the workflow.
    await until(
      async () => faults.length,
      (attempts) => attempts >= 6,
    );
    await order(invoice.run, 'resume');
    storeIsAway = false;

    await until(
      () => house.outcome(invoice.run),
      (outcome) => outcome === 'paid',
    );
    const handle = house.client.workflow.getHandle(invoice.run);
    await until(
      async () => (await handle.describe()).status.name,
      (status) => status === 'COMPLETED',
    );
  });
});

describe('a poison', () => {
  it('in what a turn needs holds the run for a person, who lets it go on', async () => {
    const { email, faults } = await work();
    const invoice = await house.take();
    relaying.driver.nudge();
    await says(invoice.run, reminded.at(-1));
    isPoisoned = true;

    await openDispute(
      house.store.db,
      invoice.id,
      { reference: 'D2', category: 'other' },
      { at: Date.now(), actor },
    );
    relaying.driver.nudge();
    const problem = await until(() => house.problem(invoice.run), Boolean);
    isPoisoned = false;
    await order(invoice.run, 'resume');
    const said = await says(invoice.run, 'j14 held dispute');

    expect(problem?.code).toBe('poisoned');
    expect(said.slice(3)).toEqual(['j14 held poisoned problem', 'j14 ordered resume', 'j14 held dispute']);
    expect(email.messages).toHaveLength(1);
    expect(faults.some((fault) => fault.startsWith('poisoned'))).toBe(true);
    expect(await historyOf(invoice)).not.toMatch(/quernec|postcode/i);
  });
});

describe('a refusal of the provider', () => {
  it('that quotes the address holds the run, and its words stay in the store', async () => {
    await work((message) => ({
      fate: 'failed',
      retryable: false,
      problem: {
        code: 'email.recipient-refused',
        message: `550 <${message.to[0]?.address}> Hortense Quernec unknown`,
      },
    }));
    const invoice = await house.take();
    relaying.driver.nudge();

    await says(invoice.run, 'first held email.recipient-refused problem');

    expect(await historyOf(invoice)).toContain('email.recipient-refused');
    expect(await historyOf(invoice)).not.toMatch(/quernec|unknown/i);
  });
});
