import { expect, it } from 'vitest';
import { unattendedInvoices } from '../../../store/index.ts';
import { createEntrance } from '../../../workers/carry/index.ts';
import { describeStores } from '../../store/stores.ts';
import { buildHouse, ladder } from './house.ts';

const never = Number.MAX_SAFE_INTEGER;

describeStores('the entrance', (store) => {
  const entered = async () => {
    const rows = await store()
      .db.selectFrom('run')
      .innerJoin('invoice', 'invoice.id', 'run.invoice_id')
      .select('number')
      .orderBy('number')
      .execute();
    return rows.map(({ number }) => number);
  };

  const open = async (...numbers: readonly string[]) => {
    const house = await buildHouse(store());
    await house.take(numbers.map((number) => ({ number })));
    const heads = async () => [ladder().digest];
    const entrance = createEntrance(house.carrier, { heads, only: null, every: never });
    return { house, entrance };
  };

  it('searches once at the start, and again when it is asked to', async () => {
    const { house, entrance } = await open('F1');
    const first = [await entrance.advance(), await entrance.advance()];
    await house.take([{ number: 'F1' }, { number: 'F2' }]);
    const unasked = await entrance.advance();
    const before = await entered();
    entrance.search();

    const second = [await entrance.advance(), await entrance.advance()];

    expect({ first, unasked, before, second }).toEqual({
      first: [true, false],
      unasked: false,
      before: ['F1'],
      second: [true, false],
    });
    expect(await entered()).toEqual(['F1', 'F2']);
  });

  it('gives open invoices in stretches, from where the last one ended', async () => {
    await open('F1', 'F2', 'F3');
    const { db } = store();

    const first = await unattendedInvoices(db, 0, 2);
    const second = await unattendedInvoices(db, first.next ?? 0, 2);

    expect(first.invoices).toHaveLength(2);
    expect(second).toMatchObject({ invoices: [{ cycle: 1 }], next: null });
    expect(second.invoices[0]?.invoiceId).toBeGreaterThan(first.invoices[1]?.invoiceId ?? never);
  });

  it('is over at once in an empty ledger', async () => {
    expect(await unattendedInvoices(store().db, 0, 500)).toEqual({ invoices: [], next: null });
  });
});
