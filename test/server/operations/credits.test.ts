import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importBalance, importPayments, listDeliveries, readDelivery } from '../../../store/index.ts';
import { day, giveInvoices, openTestHouse, type TestHouse } from './open-test-house.ts';

let test: TestHouse;

beforeEach(async () => {
  test = await openTestHouse();
});

afterEach(() => test.house.close());

const act = () => ({ at: test.house.clock.now(), actor: 'test', source: 'bank' });

function receive(amount: number, more: object = {}) {
  const row = {
    ...{ entity: 'france', customer: 'C1', reference: `R${amount}`, kind: 'payment' as const },
    ...{ on: '2026-03-02', amount, currency: 'EUR' },
  };
  return importPayments(test.house.store.db, [{ ...row, ...more }], act());
}

async function letTwoWeeksPass() {
  for (let passed = 0; passed < 14; passed += 1) {
    await test.pass(day);
    await receive(1, { customer: 'C9', reference: `day ${passed}` });
  }
}

async function texts(): Promise<readonly string[]> {
  const { db } = test.house.store;
  const lines = await listDeliveries(db, { limit: 100 });
  const found = await Promise.all(lines.map(({ delivery }) => readDelivery(db, delivery)));
  return found.map((one) => (one?.rendered?.text ?? '').replaceAll(/[\u00a0\u202f]/g, ' '));
}

describe('a customer with a credit', () => {
  it('is not written to while a receipt on account covers all that it owes', async () => {
    await giveInvoices(test, ['F1']);
    await receive(120_000);

    await letTwoWeeksPass();

    expect(await texts()).toEqual([]);
    expect(await test.ask('explain', { invoice: 'F1' })).toMatchObject({ invoice: { number: 'F1' } });
  });

  it('is asked for no more than the rest, and told of the receipt', async () => {
    await giveInvoices(test, ['F1']);
    await receive(30_000);

    await letTwoWeeksPass();

    const [first = ''] = await texts();
    expect(first).toContain('Avoirs et règlements à votre crédit : -300,00 €\nReste à régler : 900,00 €');
  });

  it('a credit note counts as one', async () => {
    await giveInvoices(test, ['F1']);
    const note = {
      ...{ entity: 'france', customer: 'C1', number: 'A1', instalment: 1, dueOn: '2026-02-25' },
      ...{ open: -20_000, currency: 'EUR' },
    };
    await importBalance(test.house.store.db, [note], { ...act(), source: 'test' });

    await letTwoWeeksPass();

    const [first = ''] = await texts();
    expect(first).toContain('Reste à régler : 1 000,00 €');
  });

  it('without one a message says nothing of it', async () => {
    await giveInvoices(test, ['F1']);

    await letTwoWeeksPass();

    const all = await texts();
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((text) => text.includes('Reste à régler'))).toEqual([]);
  });

  it('instalments are chased one by one, each for what is open of it', async () => {
    await giveInvoices(test, ['F1'], { open: 60_000, amount: 60_000 });
    await giveInvoices(test, ['F1'], { instalment: 2, dueOn: '2027-02-25', open: 60_000, amount: 60_000 });
    await receive(20_000, { invoice: 'F1' });

    await letTwoWeeksPass();

    const all = await texts();
    expect(all.length).toBeGreaterThan(0);
    expect(all.filter((text) => text.includes('400,00 €'))).toEqual(all);
    expect(all.filter((text) => /600,00 €|1 200,00 €/.test(text))).toEqual([]);
  });
});
