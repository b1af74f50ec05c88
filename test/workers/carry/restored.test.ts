/** After a restore, nothing leaves for an invoice until a person has said what became of what left before. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { pendingRequests, quarantineStrays, type Told, verifyStore } from '../../../store/index.ts';
import { performRequest, resolveDelivery } from '../../../workers/carry/index.ts';
import { describeStores } from '../../store/stores.ts';
import { actor, buildHouse, createTaking, day, start, type TestHouse } from './house.ts';

const j7 = start + 7 * day;
const about = createHash('sha256').update(['fr', 'C1', 'F1', 1].join('\x1f')).digest('hex');

describeStores('what only the send journal knows', (store) => {
  async function restored(
    strays: readonly { readonly id: number; readonly run?: string; readonly step: string }[],
    before = async (_house: TestHouse) => {},
  ) {
    const email = createTaking();
    const house = await buildHouse(store(), { email });
    await house.take([{}]);
    await house.runTo(start);
    await before(house);
    const { id: own = '' } = (await store().db.selectFrom('run').select('id').executeTakeFirst()) ?? {};
    const all = strays.map(({ id, run = own, step }): Told['strays'][number] => ({
      ...{ deliveryId: id, messageId: `<${id}@x>`, channel: 'email', at: start },
      requests: [{ run, step, visit: 1, about }],
    }));
    const told = { strays: all, lastDelivery: 1_000, lastInvoice: 0 };
    const quarantined = await store()
      .db.transaction()
      .execute((tx) => quarantineStrays(tx, told, start));
    const say = (delivery: number, fate: 'sent' | 'not-sent') =>
      resolveDelivery(
        house.carrier,
        { delivery, messageId: `<${delivery}@x>`, from: 'uncertain', fate },
        { at: start, actor },
      );
    return { house, email, quarantined, say, own };
  }

  const broken = async () => (await verifyStore(store().db)).filter(({ count }) => count > 0);

  it('of a step that has another name now, holds the step that the run comes to; sent, it counts as done', async () => {
    const { house, email, say } = await restored([{ id: 900, step: 'renamed' }]);

    await house.runTo(j7);
    const held = await house.said('F1');
    await say(900, 'sent');
    await house.runTo(j7 + day);

    expect(held.at(-1)).toBe('first uncertain');
    expect(await house.said('F1')).toEqual(expect.arrayContaining(['first resolved sent', 'first done']));
    expect(email.messages).toEqual([]);
    expect(await broken()).toEqual([]);
    await house.runTo(start + 14 * day);
    expect(email.messages).toHaveLength(1);
  });

  it('not sent, is asked again and leaves once', async () => {
    const { house, email, say } = await restored([{ id: 900, step: 'renamed' }]);

    await house.runTo(j7);
    await say(900, 'not-sent');
    await house.runTo(j7 + day);

    expect(email.messages).toHaveLength(1);
    expect((await house.said('F1')).at(-1)).toContain('j14');
    expect(await broken()).toEqual([]);
  });

  it('resolved as sent before the run comes to its step, counts once', async () => {
    const { house, email, say } = await restored([{ id: 900, step: 'renamed' }]);

    await say(900, 'sent');
    await house.runTo(j7 + day);
    const first = email.messages.length;
    await house.runTo(start + 15 * day);

    expect([first, email.messages.length]).toEqual([0, 1]);
    expect(await broken()).toEqual([]);
  });

  it('all of them hold an invoice, its own one first, whatever their cycle', async () => {
    const strays = [
      { id: 900, run: '77-2', step: 'first' },
      { id: 901, step: 'first' },
      { id: 902, run: '77-3', step: 'first' },
    ];
    const { house, email, quarantined, say } = await restored(strays);

    await house.runTo(j7);
    const holds: string[][] = [];
    for (const [delivery, fate] of [
      [901, 'not-sent'],
      [900, 'not-sent'],
      [902, 'not-sent'],
    ] as const) {
      const { state } = await store().db.selectFrom('run').select('state').executeTakeFirstOrThrow();
      holds.push(state.holds.map(({ object }) => String(object)));
      expect(email.messages).toEqual([]);
      await say(delivery, fate);
      await house.runTo(j7 + day);
    }

    expect(quarantined).toEqual({ placed: 3, waiting: 0, nameless: [] });
    expect(holds).toEqual([['901'], ['900'], ['902']]);
    expect(email.messages).toHaveLength(1);
    expect(await broken()).toEqual([]);
  });

  it('about an invoice whose run has left that step already, is no second answer to it', async () => {
    const { house, email, quarantined, say } = await restored(
      [{ id: 900, run: '77-2', step: 'first' }],
      (house) => house.runTo(j7),
    );

    const placed = await broken();
    await house.runTo(start + 14 * day);
    const held = email.messages.length;
    await say(900, 'sent');
    await house.runTo(start + 15 * day);

    expect(quarantined.placed).toBe(1);
    expect(placed).toEqual([]);
    expect([held, email.messages.length]).toEqual([1, 1]);
    expect((await house.said('F1')).at(-1)).toContain('finished');
    expect(await broken()).toEqual([]);
  });

  it('about an invoice without a run, holds the run that begins for it, in another cycle too', async () => {
    const { db } = store();
    const { house, email } = await restored([{ id: 900, run: '77-2', step: 'renamed' }], async () => {
      for (const table of ['trace', 'inbox', 'run'] as const) await db.deleteFrom(table).execute();
    });

    await house.runTo(j7);

    expect((await house.said('F1')).at(-1)).toBe('first uncertain');
    expect(email.messages).toEqual([]);
  });

  it('answers who waits for the outcome himself', async () => {
    const { house, own } = await restored([{ id: 900, step: 'renamed' }]);
    const { db } = store();
    await house.runTo(j7);
    await db.updateTable('request').set({ status: 'asked' }).where('step', '=', 'first').execute();
    const { id: customer } = await db.selectFrom('customer').select('id').executeTakeFirstOrThrow();
    const [asked] = await db.transaction().execute((tx) => pendingRequests(tx, [customer]));
    if (asked === undefined) throw new Error('nothing was asked');
    await db.deleteFrom('delivery_request').where('request_id', '=', asked.id).execute();
    await db.deleteFrom('request').where('id', '=', asked.id).execute();
    await db.updateTable('run').set({ engine: 'temporal' }).execute();

    const outcome = await performRequest(
      house.carrier,
      { run: own, perform: asked.perform, kind: 'email', unstored: null },
      { inTurn: (work) => work(), inHand: (work) => work(), pause: async () => {}, perSecond: null },
    );

    expect(outcome).toEqual({ fate: 'uncertain', delivery: '900' });
  });
});
