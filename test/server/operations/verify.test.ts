import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InvariantName, invariantNames, verifyStore } from '../../../store/index.ts';
import { createRecording, type OutgoingEmail, type SendResult } from '../../../workers/channels/index.ts';
import { day, giveInvoices, openTestHouse, type TestHouse } from './open-test-house.ts';

const sent: SendResult = { fate: 'sent', providerId: 'p', refused: [] };
const lost: SendResult = { fate: 'uncertain', problem: { code: 'email.no-answer', message: 'no answer' } };

/** How each invariant is broken, with who is named: in a transaction that is taken back. */
const breaks: Readonly<Record<InvariantName, readonly [string, readonly string[]]>> = {
  'open-amount': [`update invoice set open = open + 1 where id = 1`, ['1']],
  'customer-balance': [
    `update movement set customer_id = (select max(id) from customer) where invoice_id = 1`,
    ['1', '5'],
  ],
  'settled-is-not-open': [`update invoice set settled_by = 'paid' where id = 2`, ['2']],
  'undone-import': [`update import set undone_at = 1 where id = 2`, ['2']],
  'receipt-given-once': [
    `insert into movement (id, customer_id, kind, amount, currency, occurred_on, recorded_at, source, reverses)
     values (901, 1, 'payment', -100, 'EUR', '2026-03-01', 0, 'x', null),
            (902, 1, 'adjustment', 60, 'EUR', '2026-03-01', 0, 'x', 901),
            (903, 1, 'adjustment', 41, 'EUR', '2026-03-01', 0, 'x', 901)`,
    ['901'],
  ],
  'fact-of-its-customer': [
    `insert into hold (id, customer_id, invoice_id, kind, reason, placed_at, by_who)
     select 900, max(id), 1, 'hold', 'x', 0, 'x' from customer`,
    ['hold 900'],
  ],
  'promise-has-dates': [
    `insert into promise (customer_id, invoice_id, recorded_at, fate, by_who) values (1, 1, 0, 'kept', 'x')`,
    ['1'],
  ],
  'run-has-release': [`update run set flow_id = 'other' where id = '1-1'`, ['1-1']],
  'run-of-its-customer': [
    `update run set customer_id = (select max(id) from customer) where id = '1-1'`,
    ['1-1'],
  ],
  'step-is-in-release': [
    `update run set step = 'gone', state = jsonb_set(state, '{step}', '"gone"') where id = '1-1'`,
    ['1-1'],
  ],
  'run-shows-its-state': [`update run set visit = visit + 1 where id = '1-1'`, ['1-1']],
  'finished-run': [`update run set finished_at = null where status = 'finished'`, ['3-1']],
  'one-run-an-invoice': [`update run set cycle = cycle + 1, invoice_id = 1 where id = '2-1'`, ['1-1']],
  'wake-follows-state': [`update run set wake_at = 5 where id = '1-1'`, ['1-1']],
  'heard-at-once': [`update inbox set consumed_at = null where run_id = '1-1'`, ['1-1']],
  'nobody-forgotten': [
    `update run set wake_at = null, state = state || '{"deadline": null, "open": null}' where id = '1-1'`,
    ['1-1'],
  ],
  'paid-run-ends': [`update invoice set open = 0 where id = 1`, ['1-1']],
  'fact-was-told': [`delete from inbox where run_id = '1-1' and event_id like 'o%'`, ['1-1']],
  'event-has-run': [`update inbox set run_id = '9-9' where run_id = '3-1'`, ['9-9']],
  'trace-without-gaps': [`delete from trace where run_id = '1-1' and seq = 1`, ['1-1']],
  'trace-in-time': [`update trace set at = 0 where run_id = '1-1' and seq = 2`, ['1-1']],
  'request-has-run': [`update request set run_id = '9-9' where run_id = '1-1'`, ['1']],
  'delivery-has-request': [`delete from delivery_request where delivery_id = 1`, ['1']],
  'delivery-to-its-customer': [
    `update delivery set customer_id = (select max(id) from customer) where id = 1`,
    ['1'],
  ],
  'request-left-once': [
    `insert into delivery_request (delivery_id, request_id) select 1, id from request where run_id = '2-1'`,
    ['2'],
  ],
  'request-being-sent': [`update request set status = 'sending' where id = 1`, ['1']],
  'delivery-being-sent': [`update delivery set status = 'sending' where id = 1`, ['1']],
  'done-means-left': [`update delivery set status = 'failed' where id = 1`, ['1']],
  'uncertain-holds-its-run': [
    `update run set state = jsonb_set(state, '{holds}', '[]') where id = '2-1'`,
    ['2'],
  ],
  'held-by-an-uncertain': [`update delivery set status = 'not-sent' where id = 2`, ['2-1']],
  'asked-is-answered': [
    `update run set state = jsonb_set(state, '{open}',
       '{"type": "perform", "id": "x", "status": "asked", "until": null}') where id = '1-1'`,
    ['1-1'],
  ],
  'message-id-once': [`update delivery set message_id = '<same@x>' where id < 3`, ['1', '2']],
  'in-force-is-there': [`update release set flow_id = 'x' where flow_id = 'pme-standard'`, ['pme-standard']],
  'ids-are-new': [`select setval(pg_get_serial_sequence('delivery', 'id'), 1)`, ['delivery']],
  'task-has-run': [
    `insert into task (id, run_id, key, kind, title, created_at) values (99, '9-9', 'k', 'call', 't', 0)`,
    ['99'],
  ],
};

/** Further ways to break one. */
const alsoBreaks: readonly (readonly [InvariantName, string, readonly string[]])[] = [
  [
    'paid-run-ends',
    `update run set status = 'poisoned' where id = '1-1'; ${breaks['paid-run-ends'][0]}`,
    ['1-1'],
  ],
  ['nobody-forgotten', openIs('{"type": "decide", "id": "x", "ask": "when"}'), ['1-1']],
  ['nobody-forgotten', openIs('{"type": "perform", "id": "x", "status": "blocked", "until": null}'), ['1-1']],
  ['done-means-left', `update delivery set customer_id = (select max(id) from customer) where id = 1`, ['1']],
];

function openIs(open: string): string {
  return `update run set wake_at = null, state = state || '{"deadline": null, "open": ${open}}' where id = '1-1'`;
}

class TakenBack extends Error {}

describe('verify', () => {
  let test: TestHouse;

  beforeAll(async () => {
    let fate: SendResult = sent;
    test = await openTestHouse(createRecording<OutgoingEmail>('email', () => fate));
    await giveInvoices(test, ['F1']);
    await test.work();
    fate = lost;
    await giveInvoices(test, ['F2'], {}, { number: 'C2' });
    await test.work();
    await giveInvoices(test, ['F3'], {}, { number: 'C3' });
    await test.work();
    await test.ask('paid', { invoice: 'F3' });
    await test.pass(day);
    await test.ask('paid', { invoice: 'F1', amount: '100' });
    await test.work();
  });

  afterAll(() => test.house.close());

  it('holds on a store that lived through deliveries, payments and an uncertain fate', async () => {
    const { invariants } = (await test.ask('verify', {})) as {
      invariants: readonly { name: string; holds: boolean; offenders: readonly string[] }[];
    };

    expect(invariants.filter(({ holds }) => !holds)).toEqual([]);
    expect(invariants.map(({ name }) => name)).toEqual(invariantNames);
  });

  it.each([
    ...Object.entries(breaks).map(([name, [statement, who]]) => [name, statement, who] as const),
    ...alsoBreaks,
  ])('names who breaks %s', async (name, statement, offenders) => {
    const { db } = test.house.store;
    const broken = db.transaction().execute(async (tx) => {
      for (const one of statement.split('; ')) await sql.raw(one).execute(tx);
      const verdicts = await verifyStore(tx);
      throw Object.assign(new TakenBack(), { found: verdicts.find((verdict) => verdict.name === name) });
    });

    await expect(broken).rejects.toMatchObject({ found: { name, count: offenders.length, offenders } });
  });

  it('says of a damaged value what the database says, and proves the other rules', async () => {
    const { db } = test.house.store;
    await sql.raw(`update run set state = jsonb_set(state, '{holds}', '{}') where id = '2-1'`).execute(db);

    const verdicts = await verifyStore(db);

    expect(verdicts.map(({ name }) => name)).toEqual(invariantNames);
    expect(verdicts.find(({ name }) => name === 'held-by-an-uncertain')).toMatchObject({
      count: 1,
      offenders: [expect.stringContaining('cannot extract elements')],
    });
  });
});
