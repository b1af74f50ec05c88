import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { afterNotSent } from '../../../server/operations/after-not-sent.ts';
import { listDeliveries, listRuns, listTasks, readDelivery, verifyStore } from '../../../store/index.ts';
import { createRecording, type OutgoingEmail, type SendResult } from '../../../workers/channels/index.ts';
import { readJournal } from '../../../workers/journal/index.ts';
import { day, giveInvoices, openTestHouse, type TestHouse } from './open-test-house.ts';

let test: TestHouse;

const lost: SendResult = { fate: 'uncertain', problem: { code: 'email.no-answer', message: 'no answer' } };

afterEach(() => test.house.close());

describe('resolve', () => {
  let fate: SendResult;

  beforeEach(async () => {
    fate = lost;
    test = await openTestHouse(createRecording<OutgoingEmail>('email', () => fate));
    await giveInvoices(test, ['F1']);
    await test.work();
  });

  async function uncertain() {
    const [one] = await listDeliveries(test.house.store.db, { status: 'uncertain' });
    if (one === undefined) throw new Error('no delivery is uncertain');
    return one;
  }

  it('sent: the run goes on, and no second message is made', async () => {
    const { delivery } = await uncertain();
    expect(await listRuns(test.house.store.db, { held: true })).toHaveLength(1);

    const resolved = await test.ask('resolve', { delivery, fate: 'sent' });
    await test.work();

    expect(resolved).toMatchObject({ fate: 'sent', madeAgainAs: null });
    expect(await readDelivery(test.house.store.db, delivery)).toMatchObject({
      status: 'sent',
      resolvedBy: 'nadia@ateliers.example',
    });
    expect(await listRuns(test.house.store.db, { held: true })).toEqual([]);
    expect(await listDeliveries(test.house.store.db, {})).toHaveLength(1);
    expect(await test.refused('resolve', { delivery, fate: 'sent' })).toMatchObject({ code: 'conflict' });
  });

  it('not sent: a new delivery is made for the same request, and the journal knows', async () => {
    const { delivery } = await uncertain();
    fate = { fate: 'sent', providerId: 'p', refused: [] };

    await test.ask('resolve', { delivery, fate: 'not-sent' });
    await test.work();

    expect(await readDelivery(test.house.store.db, delivery)).toMatchObject({ status: 'not-sent' });
    const sent = await listDeliveries(test.house.store.db, { status: 'sent' });
    expect(sent).toHaveLength(1);
    const lines = [];
    for await (const line of readJournal(test.house.journalPath)) lines.push(line);
    expect(lines.filter((line) => line.delivery === delivery).map(({ phase }) => phase)).toEqual([
      'sending',
      'uncertain',
      'failed',
    ]);

    const late = await test.ask('resolve', { delivery, fate: 'sent' });
    expect(late).toMatchObject({ madeAgainAs: sent[0]?.delivery });
    expect(await readDelivery(test.house.store.db, delivery)).toMatchObject({
      status: 'sent',
      error: { code: 'possible-double' },
    });
  });

  it.each(['sent', 'not-sent'])('%s: what asks whether it was sent is closed', async (known) => {
    const { delivery } = await uncertain();
    const asked = await listTasks(test.house.store.db, {});

    await test.ask('resolve', { delivery, fate: known });

    expect(asked).toMatchObject([{ kind: 'uncertain', title: 'Ce message est-il parti\u00a0?' }]);
    expect(await listTasks(test.house.store.db, {})).toEqual([]);
  });

  it('not sent: says whether a new one is made at once, later or never', async () => {
    const { delivery } = await uncertain();
    const { db } = test.house.store;
    const at = await afterNotSent(db, delivery);
    await test.ask('pause', { invoice: 'F1' });
    await test.work();
    const paused = await afterNotSent(db, delivery);
    await test.ask('paid', { invoice: 'F1' });
    await test.work();

    expect(at).toEqual({ again: 'now', heldBy: [] });
    expect(paused).toEqual({ again: 'on-release', heldBy: ['pause'] });
    expect(await test.ask('resolve', { delivery, fate: 'not-sent' })).toMatchObject({
      after: { again: 'never', heldBy: [] },
    });
    expect(await listTasks(db, {})).toEqual([]);
  });

  it('shows what is known of it: to whom, when, what the journal and the server say', async () => {
    const { delivery } = await uncertain();

    const known = await test.ask('uncertain', {});

    expect(known).toMatchObject({
      deliveries: [
        {
          ...{ delivery, customer: 'Menuiserie Testard', invoices: ['F1'], isRestored: false },
          ...{ to: ['claire@client.example'], said: 'no answer' },
          journal: [{ phase: 'sending' }, { phase: 'uncertain' }],
        },
      ],
    });
    expect(await test.ask('uncertain', { delivery: '999' })).toEqual({ deliveries: [] });
  });

  it('all that the mail server has accepted are sent, the others left to a person', async () => {
    const { delivery } = await uncertain();
    const { messageId = null } = (await readDelivery(test.house.store.db, delivery)) ?? {};
    const before = await test.ask('resolve-accepted', {});
    const line = { delivery, messageId, requests: [], at: Date.now() };
    await test.house.carrier.journal.append({ ...line, phase: 'sent' });

    const after = await test.ask('resolve-accepted', {});
    await test.work();

    expect(before).toEqual({ resolved: 0, left: 1 });
    expect(after).toEqual({ resolved: 1, left: 0 });
    expect(await readDelivery(test.house.store.db, delivery)).toMatchObject({ status: 'sent' });
    expect(await listDeliveries(test.house.store.db, {})).toHaveLength(1);
  });

  it('sent after all, before a new one was made: none is made', async () => {
    const { delivery } = await uncertain();
    await test.ask('resolve', { delivery, fate: 'not-sent' });

    const late = await test.ask('resolve', { delivery, fate: 'sent' });
    await test.work();

    expect(late).toMatchObject({ isLate: true, madeAgainAs: null, isWithdrawn: true });
    expect(await listDeliveries(test.house.store.db, {})).toMatchObject([
      { delivery, status: 'sent', possibleDouble: false },
    ]);
    expect(await listRuns(test.house.store.db, { held: true })).toEqual([]);
    expect((await verifyStore(test.house.store.db)).filter(({ count }) => count > 0)).toEqual([]);
  });

  it('not sent, where another one of the same request was: that one counts, and no third is made', async () => {
    const first = (await uncertain()).delivery;
    await test.ask('resolve', { delivery: first, fate: 'not-sent' });
    await test.work();
    const second = (await uncertain()).delivery;
    const late = await test.ask('resolve', { delivery: first, fate: 'sent' });

    const resolved = await test.ask('resolve', { delivery: second, fate: 'not-sent' });
    await test.work();

    expect(late).toMatchObject({ isLate: true, madeAgainAs: second, isWithdrawn: false });
    expect(resolved).toMatchObject({ doneBy: first });
    expect(await listDeliveries(test.house.store.db, {})).toHaveLength(2);
    expect(await listRuns(test.house.store.db, { held: true })).toEqual([]);
    expect((await verifyStore(test.house.store.db)).filter(({ count }) => count > 0)).toEqual([]);
  });

  it('of a run that has ended: nothing is made again, and nothing withdrawn', async () => {
    const { delivery } = await uncertain();
    await test.ask('stop', { invoice: 'F1' });
    await test.work();

    const resolved = await test.ask('resolve', { delivery, fate: 'not-sent' });
    const late = await test.ask('resolve', { delivery, fate: 'sent' });

    expect(resolved).toMatchObject({ doneBy: null });
    expect(late).toMatchObject({ isLate: true, madeAgainAs: null, isWithdrawn: false });
  });

  it('refuses a delivery that is not there, or not uncertain', async () => {
    expect(await test.refused('resolve', { delivery: 'x', fate: 'sent' })).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('outbox', () => {
  beforeEach(async () => {
    test = await openTestHouse();
    await giveInvoices(test, ['F1']);
    await test.work();
    await test.pass(day);
  });

  it('shows what was captured, as text and as it would travel', async () => {
    const { deliveries } = (await test.ask('outbox-list', { invoice: 'F1' })) as {
      deliveries: { delivery: string }[];
    };
    const id = deliveries[0]?.delivery ?? '';

    const shown = await test.ask('outbox-show', { delivery: id, eml: true });

    expect(shown).toMatchObject({
      delivery: { status: 'captured', rendered: { text: expect.stringContaining('F1') } },
    });
    const { eml } = shown as { eml: string };
    expect(eml).toMatch(/^Message-ID: /m);
    expect(eml).toMatch(/filename=F1\.pdf/);
    expect(await test.refused('outbox-show', { delivery: '999' })).toMatchObject({ code: 'not-found' });
  });

  it('a missing document holds the run and makes a task instead of a message', async () => {
    await giveInvoices(test, ['NO-PDF'], {}, { number: 'C2' });
    rmSync(join(test.house.dataFolder, 'NO-PDF.pdf'));
    await test.pass(day);

    const tasks = await listTasks(test.house.store.db, {});
    expect(tasks).toMatchObject([{ kind: 'problem', number: 'NO-PDF' }]);
  });

  it('a problem that is over asks nobody any more; one that comes back asks again', async () => {
    const { db } = test.house.store;
    const path = join(test.house.dataFolder, 'NO-PDF.pdf');
    await giveInvoices(test, ['NO-PDF'], {}, { number: 'C2' });
    rmSync(path);
    await test.pass(day);
    const [first] = await listTasks(db, {});

    await test.ask('resume', { invoice: 'NO-PDF' });
    await test.pass(day);
    const again = await listTasks(db, {});
    writeFileSync(path, '%PDF-1.4');
    await test.ask('resume', { invoice: 'NO-PDF' });
    await test.pass(day);

    expect(again).toMatchObject([{ kind: 'problem', title: 'Problème à régler' }]);
    expect(again[0]?.task).not.toBe(first?.task);
    expect(await listTasks(db, {})).toEqual([]);
  });
});
