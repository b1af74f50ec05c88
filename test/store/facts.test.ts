import { expect, it } from 'vitest';
import {
  closeDispute,
  createTask,
  exclude,
  finishTask,
  gatherFacts,
  importBalance,
  liftHold,
  markInsolvent,
  moveDueDate,
  openDispute,
  pause,
  placeHold,
  recordPayment,
  recordPromise,
  recordReply,
  resume,
  reversePayment,
  settlePromise,
  tagCustomer,
  tagInvoice,
  untagInvoice,
  writeOff,
} from '../../store/index.ts';
import { happenings, openAmounts } from './happenings.ts';
import { act, compta, day, invoice, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

describeStores('single facts', (store) => {
  const load = () => importBalance(store().db, [invoice('F1', 10_000), invoice('F2', 5_000)], compta);
  const factsOf = async (id: string, at = start) => {
    const facts = (await gatherFacts(store().db, [id], at)).get(id);
    if (facts === undefined) throw new Error(`no facts of ${id}`);
    return facts;
  };

  it('records a payment with its rest on account, once for a reference, and takes it back', async () => {
    const { db } = store();
    await load();
    const paid = { invoice: '2', amount: 6_000, currency: 'EUR', reference: 'R1' };

    const first = await recordPayment(db, paid, act);
    const again = await recordPayment(db, paid, act);
    const back = await reversePayment(db, first.payment ?? '', { ...act, at: start + day });
    const twice = await reversePayment(db, first.payment ?? '', { ...act, at: start + day });

    expect(first).toMatchObject({ settled: true, onAccount: 1_000 });
    expect(again.payment).toBeNull();
    expect([back.reversed, twice.reversed]).toEqual([true, false]);
    expect(await openAmounts(db)).toEqual({ F1: 10_000, F2: 5_000 });
    expect((await factsOf('1')).customer.net).toBe(15_000);
    expect((await factsOf('2')).payments.map((one) => one.amount)).toEqual([5_000, -5_000]);
    expect(await happenings(db)).toEqual(['paid 2', 'reversed 2']);
  });

  it('keeps nothing of a payment that is not acceptable', async () => {
    const { db } = store();
    await load();
    const attempts = [
      { invoice: '1', amount: 0, currency: 'EUR' },
      { invoice: '1', amount: -1, currency: 'EUR' },
      { invoice: '1', amount: 1.5, currency: 'EUR' },
      { invoice: '1', amount: 1, currency: 'ZZZ' },
      { invoice: '1', amount: 1, currency: 'EUR', on: 'yesterday' },
    ];

    for (const one of attempts) {
      await expect(recordPayment(db, one, act)).rejects.toMatchObject({ code: 'not-acceptable' });
    }
    await expect(
      recordPayment(db, { invoice: "1'--", amount: 1, currency: 'EUR' }, act),
    ).rejects.toMatchObject({
      code: 'not-found',
    });

    expect(await happenings(db)).toEqual([]);
    expect(await openAmounts(db)).toEqual({ F1: 10_000, F2: 5_000 });
  });

  it('commits a fact with its outbox and audit rows, or none of them', async () => {
    const { db } = store();
    await load();

    const undone = db.transaction().execute(async (tx) => {
      await openDispute(tx, '1', {}, act);
      throw new Error('the power went');
    });

    await expect(undone).rejects.toThrow('the power went');
    expect((await factsOf('1')).disputes).toEqual([]);
    expect(await happenings(db)).toEqual([]);
    await openDispute(db, '1', { category: 'price' }, act);
    expect((await factsOf('1')).disputes).toEqual([
      { id: expect.any(String), category: 'price', openedAt: start, closedAt: null },
    ]);
    expect(await happenings(db)).toEqual(['disputed 1']);
    const audit = await db
      .selectFrom('audit')
      .select(['who', 'what', 'object'])
      .orderBy('id', 'desc')
      .execute();
    expect(audit[0]).toEqual({ who: 'anna@example.com', what: 'opened dispute', object: 'invoice 1' });
  });

  it('leaves a dispute closed that was closed before it was opened', async () => {
    const { db } = store();
    await load();

    const closed = await closeDispute(db, { invoice: '1', reference: 'L-7' }, act);
    const opened = await openDispute(
      db,
      '1',
      { reference: 'L-7', category: 'price' },
      { ...act, at: start + day },
    );

    expect(opened).toBe(closed);
    expect((await factsOf('1')).disputes).toEqual([
      { id: opened, category: 'price', openedAt: start, closedAt: start },
    ]);
    expect(await happenings(db)).toEqual(['dispute-closed 1']);
  });

  it('replaces the open promise, and settles it once', async () => {
    const { db } = store();
    await load();
    const old = await recordPromise(db, '1', [{ on: '2026-03-10', amount: 10_000 }], act);

    const id = await recordPromise(
      db,
      '1',
      [
        { on: '2026-04-10', amount: 5_000 },
        { on: '2026-03-20', amount: 5_000 },
      ],
      { ...act, at: start + day },
    );

    expect((await factsOf('1')).promises).toEqual([
      { id: old, recordedAt: start, fate: 'replaced', parts: [{ on: '2026-03-10', amount: 10_000 }] },
      {
        id,
        recordedAt: start + day,
        fate: 'open',
        parts: [
          { on: '2026-03-20', amount: 5_000 },
          { on: '2026-04-10', amount: 5_000 },
        ],
      },
    ]);
    expect(await settlePromise(db, id, 'broken', act)).toEqual({ settled: true });
    expect(await settlePromise(db, id, 'kept', act)).toEqual({ settled: false });
    expect((await factsOf('2')).customer.brokenPromises).toBe(1);
  });

  it('knows tags, holds, pauses and exclusions of invoice and customer', async () => {
    const { db } = store();
    await load();

    await tagInvoice(db, '1', 'litige', act);
    await tagInvoice(db, '1', 'litige', act);
    await tagInvoice(db, '1', 'gone', act);
    await untagInvoice(db, '1', 'gone', act);
    await tagCustomer(db, '1', 'cle', act);
    const hold = await placeHold(db, { invoice: '1' }, { reason: 'asked for time', until: start + day }, act);
    await pause(db, { customer: '1' }, act);
    await pause(db, { customer: '1' }, act);
    const exclusion = await exclude(db, '1', { reason: 'negotiation' }, act);

    expect((await factsOf('1')).invoice.tags).toEqual(['litige']);
    expect(await factsOf('2')).toMatchObject({ paused: true, holds: [], invoice: { tags: [] } });
    expect((await factsOf('2')).customer).toMatchObject({
      tags: ['cle'],
      excluded: { reason: 'negotiation', until: null },
    });
    expect((await factsOf('1')).holds).toEqual([{ id: hold, until: start + day }]);
    expect((await factsOf('1', start + day)).holds).toEqual([]);
    expect([await resume(db, { customer: '1' }, act), await resume(db, { customer: '1' }, act)]).toEqual([
      true,
      false,
    ]);
    expect([await liftHold(db, exclusion, act), await liftHold(db, exclusion, act)]).toEqual([true, false]);
    expect(await factsOf('2')).toMatchObject({ paused: false, customer: { excluded: null } });
    expect(await happenings(db)).toEqual([
      'tagged 1',
      'tagged 1',
      'untagged 1',
      'tagged *',
      'held 1',
      'held *',
      'held *',
      'released *',
      'released *',
    ]);
  });

  it('writes off, moves due dates and marks insolvent, once each', async () => {
    const { db } = store();
    await load();

    for (const at of [start, start + day]) {
      await writeOff(db, '1', { ...act, at });
      await moveDueDate(db, '2', '2026-05-01', { ...act, at });
      await markInsolvent(db, '1', { ...act, at });
    }

    expect((await factsOf('1')).invoice).toMatchObject({ open: 0, writtenOff: true, settledBy: null });
    expect(await factsOf('2')).toMatchObject({
      invoice: { dueOn: '2026-05-01' },
      customer: { insolvent: true },
    });
    expect(await happenings(db)).toEqual(['written-off 1', 'due-date-moved 2', 'insolvent *']);
  });

  it('hears a reply once and a task once', async () => {
    const { db } = store();
    await load();

    const reply = await recordReply(db, { invoice: '1' }, { reference: '<m1@x>' }, act);
    const again = await recordReply(db, { invoice: '1' }, { reference: '<m1@x>' }, act);
    const task = await createTask(db, { invoice: '1' }, { title: 'x'.repeat(10_000) }, act);
    await finishTask(db, task, { outcome: 'will-check', note: 'l\'"appel' }, { ...act, at: start + day });
    const twice = finishTask(db, task, { outcome: 'done' }, act);

    expect(again).toEqual([]);
    await expect(twice).rejects.toMatchObject({ code: 'conflict' });
    expect((await factsOf('1')).replies).toEqual([{ id: reply[0], at: start }]);
    expect((await factsOf('1')).tasks).toEqual([
      { id: task, step: null, doneAt: start + day, outcome: 'will-check' },
    ]);
    expect(await happenings(db)).toEqual(['replied 1', 'task-done 1']);
  });
});
