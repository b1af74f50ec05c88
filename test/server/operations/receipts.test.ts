import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  gatherFacts,
  importPayments,
  listReceiptsOnAccount,
  listRuns,
  undoImport,
  verifyStore,
} from '../../../store/index.ts';
import { giveInvoices, openTestHouse, type TestHouse } from './open-test-house.ts';

let test: TestHouse;
let importId = '';

beforeEach(async () => {
  test = await openTestHouse();
  await giveInvoices(test, ['F1', 'F2']);
  await giveInvoices(test, ['G1'], {}, { number: 'C2', name: 'Garage Blanc' });
  await test.work();
  importId = await receive('R1', 150_000);
});

afterEach(() => test.house.close());

const act = () => ({ at: test.house.clock.now(), actor: 'test', source: 'bank' });

async function receive(reference: string, amount: number, more: object = {}): Promise<string> {
  const row = {
    ...{ entity: 'france', customer: 'C1', reference, kind: 'payment' as const },
    ...{ on: '2026-03-02', amount, currency: 'EUR' },
  };
  const { importId: id } = await importPayments(test.house.store.db, [{ ...row, ...more }], act());
  return id ?? '';
}

async function net(): Promise<number | undefined> {
  const found = await gatherFacts(test.house.store.db, ['1'], test.house.clock.now());
  return found.get('1')?.customer.net;
}

async function onAccount(): Promise<readonly (readonly [string | null, number])[]> {
  const all = await listReceiptsOnAccount(test.house.store.db);
  return all.map(({ reference, left }) => [reference, left]);
}

async function demandSound(): Promise<void> {
  expect((await verifyStore(test.house.store.db)).filter(({ count }) => count > 0)).toEqual([]);
}

describe('receipts on account', () => {
  it('are listed with what is left, of one customer where asked', async () => {
    await receive('R2', 500, { customer: 'C2' });

    expect(await onAccount()).toEqual([
      ['R1', 150_000],
      ['R2', 500],
    ]);
    expect(await test.ask('receipts', { customer: 'C2' })).toMatchObject({
      receipts: [
        { reference: 'R2', source: 'bank', amount: 500, left: 500, currency: 'EUR', on: '2026-03-02' },
      ],
    });
    expect(await test.refused('receipts', { customer: 'C77' })).toMatchObject({ code: 'not-found' });
  });

  it('go to invoices, as much as is open, and the rest stays', async () => {
    const before = await net();

    const first = await test.ask('allocate', { receipt: 'R1', invoice: 'F1' });
    await test.work();

    expect(first).toMatchObject({ taken: 120_000, left: 30_000, invoice: { number: 'F1', open: 0 } });
    expect(await listRuns(test.house.store.db, { status: 'finished' })).toMatchObject([
      { number: 'F1', outcome: 'paid' },
    ]);
    const second = await test.ask('allocate', { receipt: 'R1', invoice: 'F2' });
    expect(second).toMatchObject({ taken: 30_000, left: 0, invoice: { open: 90_000 } });
    expect(await onAccount()).toEqual([]);
    expect(await net()).toBe(before);
    await demandSound();
  });

  it('leave the account where what is owed knows of them', async () => {
    const before = (await net()) ?? 0;

    const known = await test.ask('allocate', { receipt: 'R1', reason: 'in the balance of March' });

    expect(known).toMatchObject({ taken: 150_000, left: 0, invoice: null });
    expect(await net()).toBe(before + 150_000);
    expect(await test.refused('allocate', { receipt: 'R1' })).toMatchObject({ code: 'not-found' });
    await demandSound();
  });

  it('go with their import when it is undone, wherever they went, and may come again', async () => {
    const before = ((await net()) ?? 0) + 150_000;
    await test.ask('allocate', { receipt: 'R1', invoice: 'F1' });
    await test.ask('allocate', { receipt: 'R1' });

    const undone = await undoImport(test.house.store.db, importId, act());

    expect(undone).toMatchObject({ ok: true, undone: { reopened: [{ number: 'F1' }] } });
    expect(await net()).toBe(before);
    await demandSound();
    await receive('R1', 150_000);
    expect(await onAccount()).toEqual([['R1', 150_000]]);
  });

  it('refuse an invoice of another customer, a settled one, and names that say nothing', async () => {
    await receive('R2', 500, { customer: 'C2' });
    await test.ask('paid', { invoice: 'F2' });

    expect(await test.refused('allocate', { receipt: 'R2', invoice: 'F1' })).toMatchObject({
      code: 'not-acceptable',
    });
    expect(await test.refused('allocate', { receipt: 'R1', invoice: 'F2' })).toMatchObject({
      code: 'conflict',
    });
    expect(await test.refused('allocate', { receipt: 'R9', invoice: 'F1' })).toMatchObject({
      code: 'not-found',
    });
    await importPayments(
      test.house.store.db,
      [
        {
          entity: 'france',
          customer: 'C2',
          reference: 'R1',
          kind: 'payment',
          on: '2026-03-02',
          amount: 7,
          currency: 'EUR',
        },
      ],
      { ...act(), source: 'other bank' },
    );
    expect(await test.refused('allocate', { receipt: 'R1', invoice: 'F1' })).toMatchObject({
      code: 'ambiguous',
    });
  });

  it('asked for twice at once, are given once', async () => {
    const both = await Promise.allSettled([
      test.ask('allocate', { receipt: 'R1', invoice: 'F1' }),
      test.ask('allocate', { receipt: 'R1' }),
    ]);

    expect(both.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await onAccount()).toEqual([]);
    await demandSound();
  });

  it('are the payment of that amount that a person tells of', async () => {
    await receive('R2', 120_000);
    const before = await net();

    const paid = await test.ask('paid', { invoice: 'F1' });

    expect(paid).toMatchObject({ amount: 120_000, settled: true, onAccount: 0, allocated: 'R2' });
    expect(await net()).toBe(before);
    expect(await onAccount()).toEqual([['R1', 150_000]]);
    expect(await test.ask('paid', { invoice: 'F2', amount: '10' })).toMatchObject({ allocated: null });
  });

  it('are named by their number where another one has it as its reference', async () => {
    const { receipts } = (await test.ask('receipts', {})) as { receipts: readonly { receipt: string }[] };
    const number = receipts[0]?.receipt ?? '';
    await receive(number, 40, { customer: 'C2' });

    expect(await test.refused('allocate', { receipt: number })).toMatchObject({ code: 'ambiguous' });
    const taken = await test.ask('allocate', { receipt: `#${number}`, invoice: 'F1' });
    expect(taken).toMatchObject({ taken: 120_000, left: 30_000 });
  });
});
