import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { recoverAtStart } from '../../../workers/carry/index.ts';
import { type Journal, openJournal, type SendPhase } from '../../../workers/journal/index.ts';
import { describeStores } from '../../store/stores.ts';
import { buildHouse, createTaking, day, start } from './house.ts';

const j7 = start + 7 * day;

describeStores('a sender that starts again beside others', (store) => {
  const newPath = () => join(mkdtempSync(join(tmpdir(), 'palier-recover-')), 'journal/sends.jsonl');
  const statuses = () =>
    store()
      .db.selectFrom('delivery')
      .innerJoin('delivery_request', 'delivery_id', 'delivery.id')
      .innerJoin('request', 'request.id', 'request_id')
      .select(['delivery.status as delivery', 'request.status as request'])
      .orderBy('delivery.id')
      .execute();

  /** One reminder booked by the owner of a journal, who dies before it is settled. */
  async function bookThenDie(journal: Journal, phases: readonly SendPhase[]) {
    const email = createTaking();
    const house = await buildHouse(store(), { email });
    await house.take([{}]);
    await house.runTo(j7);
    const { db } = store();
    await db.updateTable('delivery').set({ status: 'sending', journal: journal.id }).execute();
    await db.updateTable('request').set({ status: 'sending' }).execute();
    const booked = await db.selectFrom('delivery').select(['id', 'message_id']).executeTakeFirstOrThrow();
    for (const phase of phases)
      await journal.append({
        ...{ at: 1, delivery: String(booked.id), requests: [], phase, messageId: booked.message_id },
      });
    await journal.close();
    return house.carrier;
  }

  it.each([
    [[], { delivery: 'failed', request: 'asked' }],
    [['sending'], { delivery: 'uncertain', request: 'answered' }],
    [['sending', 'sent'], { delivery: 'sent', request: 'answered' }],
  ] as const)('settles at once what its journal says: %j', async (phases, settled) => {
    const journalPath = newPath();
    const carrier = await bookThenDie(await openJournal(journalPath, { own: true }), phases);
    const journal = await openJournal(journalPath, { own: true });

    await recoverAtStart({ ...carrier, journal }, { journalPath, alone: false });

    expect(await statuses()).toEqual([settled]);
    await journal.close();
  });

  it('leaves alone what another one has in hand', async () => {
    const carrier = await bookThenDie(await openJournal(newPath(), { own: true }), []);
    const journalPath = newPath();
    const journal = await openJournal(journalPath, { own: true });

    await recoverAtStart({ ...carrier, journal }, { journalPath, alone: false });

    expect(await statuses()).toEqual([{ delivery: 'sending', request: 'sending' }]);
    await journal.close();
  });

  it('says that nobody knows where its journal is an older copy', async () => {
    const journalPath = newPath();
    const carrier = await bookThenDie(await openJournal(journalPath, { own: true }), []);
    await sql`
      insert into delivery (customer_id, channel, status, at, real_at, step, message_id, journal)
      select customer_id, channel, 'sent', at, real_at, step, '<not-in-the-copy@test>', journal from delivery`.execute(
      store().db,
    );
    const journal = await openJournal(journalPath, { own: true });

    await recoverAtStart({ ...carrier, journal }, { journalPath, alone: false });

    expect((await statuses())[0]).toEqual({ delivery: 'uncertain', request: 'answered' });
    await journal.close();
  });

  it.each([
    { knows: 'what the store lacks', has: false, left: 0, reports: ['store-older'] },
    { knows: 'nothing else', has: true, left: 1, reports: [] },
  ])('sends nothing again where its journal knows $knows', async ({ has, left, reports }) => {
    const journalPath = newPath();
    const journal = await openJournal(journalPath);
    const email = createTaking();
    const house = await buildHouse(store(), { email });
    await house.take([{}]);
    await house.runTo(start);
    const { id: run } = await store().db.selectFrom('run').select('id').executeTakeFirstOrThrow();
    if (!has) {
      const line = { delivery: '900', requests: [`${run}/first/1`], messageId: '<900@x>' };
      await journal.append({ ...line, at: start, phase: 'sending' });
      await journal.append({ ...line, at: start, phase: 'sent' });
    }
    const reported: string[] = [];
    const carrier = { ...house.carrier, report: ({ code }: { code: string }) => void reported.push(code) };

    await recoverAtStart(carrier, { journalPath, alone: true });
    await recoverAtStart(carrier, { journalPath, alone: true });
    await house.runTo(j7);

    expect(email.messages).toHaveLength(left);
    expect(reported).toEqual(reports);
    expect((await house.said('F1')).at(-1)).toBe(has ? 'j14 waits' : 'first uncertain');
    await journal.close();
  });
});
