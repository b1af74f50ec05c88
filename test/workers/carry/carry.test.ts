import { expect, it } from 'vitest';
import {
  openDispute,
  recordPayment,
  recordPromise,
  relayFacts,
  settleDelivery,
} from '../../../store/index.ts';
import { createRecording, type OutgoingEmail, type SendResult } from '../../../workers/channels/index.ts';
import { describeStores } from '../../store/stores.ts';
import { createHands } from '../channels/hands.ts';
import { actor, buildHouse, day, ladder, start } from './house.ts';

const due = Date.parse('2026-03-02T08:00:00Z');
const j7 = due + 7 * day;
const sent: SendResult = { fate: 'sent', providerId: 'x', refused: [] };
const problem = { code: 'email.unreachable', message: 'the server does not answer' };

describeStores('carrying', (store) => {
  const invoice = async (number = 'F1') =>
    String(
      (
        await store()
          .db.selectFrom('invoice')
          .select('id')
          .where('number', '=', number)
          .executeTakeFirstOrThrow()
      ).id,
    );
  const deliveries = () =>
    store().db.selectFrom('delivery').select(['id', 'status', 'step']).orderBy('id').execute();

  it('captures where no mail server is configured, and never calls that sent', async () => {
    const house = await buildHouse(store());
    await house.take([{}]);

    await house.runTo(j7);

    expect(await deliveries()).toMatchObject([{ status: 'captured', step: 'first' }]);
    expect(house.faults).toEqual([]);
  });

  it('wakes nobody for new data who does not wait for them', async () => {
    const house = await buildHouse(store());
    await house.take([{}]);
    await house.runTo(start);
    const asleep = () => store().db.selectFrom('run').select(['id', 'wake_at', 'version']).execute();
    const before = await asleep();

    await house.take([{ number: 'F2' }]);
    await relayFacts(store().db, start, 100);

    expect((await asleep()).filter(({ id }) => id === before[0]?.id)).toEqual(before);
  });

  it('voids what was paid between the decision and the sending', async () => {
    const email = createRecording<OutgoingEmail>('email', () => sent);
    const house = await buildHouse(store(), { email, release: ladder({ window: 'weekdays 14:00-15:00' }) });
    await house.take([{}]);
    await house.runTo(start);
    await house.runTo(j7 - day);
    await store().db.updateTable('outbox').set({ relayed_at: 1 }).execute();
    await recordPayment(
      store().db,
      { invoice: await invoice(), amount: 120_000, currency: 'EUR' },
      { at: j7, actor },
    );
    await store().db.updateTable('outbox').set({ relayed_at: 1 }).execute();

    await house.runTo(Date.parse('2026-03-09T13:30:00Z'));

    expect(await house.said('F1')).toContain('first void paid');
    expect(email.messages).toEqual([]);
  });

  it.each([
    ['dispute', (id: string, at: number) => openDispute(store().db, id, {}, { at, actor })],
    [
      'promise',
      (id: string, at: number) =>
        recordPromise(store().db, id, [{ on: '2026-03-20', amount: 120_000 }], { at, actor }),
    ],
  ] as const)('blocks what a %s stopped between the decision and the sending', async (cause, stop) => {
    const email = createRecording<OutgoingEmail>('email', () => sent);
    const house = await buildHouse(store(), { email });
    await house.take([{}]);
    await house.runTo(start);
    await stop(await invoice(), j7 - 1);
    await store().db.updateTable('outbox').set({ relayed_at: 1 }).execute();

    await house.runTo(j7);

    expect(await house.said('F1')).toContain(`first blocked ${cause}`);
    expect(email.messages).toEqual([]);
  });

  it('has at most eight messages in the hands of the mail server, however many a customer gets', async () => {
    const hands = createHands();
    const email = createRecording<OutgoingEmail>('email', () => hands.take());
    const house = await buildHouse(store(), { email, release: ladder({ cap: 'none' }) });
    await house.take(Array.from({ length: 40 }, (_, index) => ({ number: `F${index}` })));

    await house.runTo(j7);

    expect([email.messages.length, hands.most()]).toEqual([40, 8]);
  });

  it('tries again by itself what never left, as a new delivery', async () => {
    const answers: SendResult[] = [{ fate: 'failed', problem, retryable: true }, sent];
    const email = createRecording<OutgoingEmail>('email', () => answers.shift() ?? sent);
    const house = await buildHouse(store(), { email });
    await house.take([{}]);

    await house.runTo(j7);
    await house.runTo(j7 + day / 24);

    expect(await deliveries()).toMatchObject([{ status: 'failed' }, { status: 'sent' }]);
    expect(await house.said('F1')).toEqual(expect.arrayContaining(['first deferred provider', 'first done']));
  });

  it('holds the run on a fault that no new try mends, and makes a task', async () => {
    const email = createRecording<OutgoingEmail>('email', () => ({
      fate: 'failed',
      problem,
      retryable: false,
    }));
    const house = await buildHouse(store(), { email });
    await house.take([{}]);

    await house.runTo(j7);

    expect(await house.said('F1')).toContain(`first held ${problem.code} problem`);
    expect(await store().db.selectFrom('task').select(['kind', 'status']).execute()).toEqual([
      { kind: 'problem', status: 'open' },
    ]);
  });

  it('never sends again what may have been sent', async () => {
    const email = createRecording<OutgoingEmail>('email', () => ({ fate: 'uncertain', problem }));
    const house = await buildHouse(store(), { email });
    await house.take([{}]);

    await house.runTo(j7);
    await house.runTo(j7 + 30 * day);

    expect(email.messages).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ status: 'uncertain' }]);
  });

  it('finds what a dead process was sending, and says that nobody knows', async () => {
    const house = await buildHouse(store());
    await house.take([{}]);
    await house.runTo(j7);
    const [first] = await deliveries();
    await store().db.updateTable('delivery').set({ status: 'sending' }).execute();

    await house.runTo(j7);

    expect(await deliveries()).toMatchObject([{ id: first?.id, status: 'uncertain' }]);
  });

  it('makes no second message where a receipt comes after a person said that nothing was sent', async () => {
    const house = await buildHouse(store(), {
      email: createRecording<OutgoingEmail>('email', () => sent),
    });
    const late = createRecording<OutgoingEmail>('email', () => sent);
    const slow = await buildHouse(store(), {
      email: {
        ...late,
        send: async (message) => {
          const id = Number(message.delivery);
          await store()
            .db.transaction()
            .execute((tx) => settleDelivery(tx, { id, from: ['sending'], to: 'not-sent', by: actor }, j7));
          return late.send(message);
        },
      },
    });
    await house.take([{}]);

    await slow.runTo(j7);

    expect(await deliveries()).toMatchObject([{ status: 'sent' }]);
    expect(late.messages).toHaveLength(1);
    expect(await slow.said('F1')).toContain('first done');
    expect(slow.faults).toEqual([]);
  });

  it('takes a reopened invoice up again as a second cycle', async () => {
    const house = await buildHouse(store());
    await house.take([{}]);
    await house.runTo(start);
    await house.take([{ open: 0 }]);
    await house.runTo(start + day);

    await house.take([{ open: 120_000 }]);
    await house.runTo(j7);

    expect(await house.said('F1')).toEqual([
      'j7 started',
      'j7 waits',
      'j7 finished paid',
      'j7 started',
      'first done',
      'j14 waits',
    ]);
  });

  it('sets a run aside that our own code cannot advance, and goes on with the others', async () => {
    const house = await buildHouse(store());
    await house.take([{}, { number: 'F2' }]);
    await house.runTo(start);
    await store()
      .db.updateTable('run')
      .set({ release: 'sha256:gone', wake_at: 0 })
      .where('invoice_id', '=', Number(await invoice('F1')))
      .execute();

    for (let hour = 0; hour < 4; hour += 1) await house.runTo(start + hour * (day / 24));
    await house.runTo(j7);

    const runs = await store()
      .db.selectFrom('run')
      .select(['status', 'step'])
      .orderBy('invoice_id')
      .execute();
    expect(runs).toEqual([
      { status: 'poisoned', step: 'j7' },
      { status: 'running', step: 'j14' },
    ]);
    expect(house.faults.at(-1)).toContain('poisoned: release sha256:gone is not in the store');
  });
});
