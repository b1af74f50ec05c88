import { expect, it } from 'vitest';
import {
  gatherFacts,
  importBalance,
  importPayments,
  readFreshness,
  recordPayment,
  undoImport,
} from '../../store/index.ts';
import { openAmounts } from './happenings.ts';
import { act, compta, day, invoice, payment, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

const read = (asOf: number, at = start + 9 * day) => ({ ...compta, asOf, at });

describeStores('a snapshot with its moment', (store) => {
  it('does not undo a newer payment of its own source', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    const paid = [payment('R1', 10_000, { invoice: 'F1', on: '2026-03-04' })];
    await importPayments(db, paid, { ...compta, at: start + 2 * day });

    const result = await importBalance(db, [invoice('F1', 10_000), invoice('F2', 500)], read(start + day));

    expect(result).toMatchObject({ created: 1, reopened: 0 });
    expect(result.notes.outdated).toBe(false);
    expect(await openAmounts(db)).toEqual({ F1: 0, F2: 500 });
  });

  it('does not undo a payment that a person recorded since', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    const one = { invoice: '1', amount: 4_000, currency: 'EUR' };
    await recordPayment(db, one, { ...act, at: start + 2 * day });

    await importBalance(db, [invoice('F1', 10_000)], read(start + day));

    expect(await openAmounts(db)).toEqual({ F1: 6_000 });
  });

  it('counts another balance from when it was read, not from when it was imported', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    const old = { ...compta, source: 'other', at: start + 5 * day, asOf: start + day };
    await importBalance(db, [invoice('F1', 8_000)], old);

    const newer = await importBalance(db, [invoice('F1', 6_000)], read(start + 2 * day));

    expect(newer.notes.leftAlone).toEqual([]);
    expect(await openAmounts(db)).toEqual({ F1: 6_000 });
  });

  it('complete and older than newer invoices, it settles none of them', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], compta);
    await importBalance(db, [invoice('F1', 10_000), invoice('F2', 500)], read(start + 2 * day));

    const result = await importBalance(db, [invoice('F1', 10_000)], {
      ...read(start + day),
      complete: true,
    });

    expect(result.notes.outdated).toBe(true);
    expect(await openAmounts(db)).toEqual({ F1: 10_000, F2: 500 });
  });

  it('older than what another source says of its own invoices, it changes no date of them', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000, { dueOn: '2026-04-01' })], read(start + 2 * day));

    await importBalance(db, [invoice('F1', 10_000, { dueOn: '2026-01-01' })], {
      ...read(start + day),
      source: 'other',
    });

    const one = await db.selectFrom('invoice').select(['due_on', 'source']).executeTakeFirstOrThrow();
    expect(one).toEqual({ due_on: '2026-04-01', source: 'compta' });
  });

  it('cancelled in the middle it takes nothing, and the next import goes on', async () => {
    const { db } = store();
    const rows = Array.from({ length: 2_500 }, (_, at) => invoice(`F${at}`, 100));
    const controller = new AbortController();
    const heard: number[] = [];
    const onRows = (taken: number) => {
      heard.push(taken);
      if (taken === 1_000) controller.abort(new Error('enough'));
    };

    const cancelled = importBalance(db, rows, { ...compta, onRows, signal: controller.signal });

    await expect(cancelled).rejects.toThrow('enough');
    expect(heard).toEqual([0, 1_000]);
    expect(await openAmounts(db)).toEqual({});
    expect((await importBalance(db, rows, compta)).created).toBe(2_500);
  });

  it('two at once wait for each other, and the later moment stands whatever the order', async () => {
    const { db } = store();

    await Promise.all([
      importBalance(db, [invoice('F1', 4_000)], read(start + 2 * day)),
      importBalance(db, [invoice('F1', 10_000)], read(start + day)),
    ]);

    expect(await openAmounts(db)).toEqual({ F1: 4_000 });
  });
});

describeStores('the age of data', (store) => {
  const swiss = (number: string) => ({ ...invoice(number, 500), entity: 'suisse' });
  const ages = async () => {
    const { db } = store();
    const rows = await db.selectFrom('invoice').select(['id', 'number']).orderBy('number').execute();
    const facts = await gatherFacts(
      db,
      rows.map(({ id }) => String(id)),
      start,
    );
    return Object.fromEntries(
      rows.map(({ id, number }) => [number, facts.get(String(id))?.refreshedAt ?? null]),
    );
  };

  it('is that of the entity: fresh data of another say nothing of it', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], read(start));
    await importBalance(db, [swiss('S1')], read(start + 5 * day));

    expect(await ages()).toEqual({ F1: start, S1: start + 5 * day });
    expect(await readFreshness(db)).toMatchObject({ refreshedAt: start, entity: invoice('F1', 1).entity });
  });

  it('goes back with an undo, for the entities of that import alone', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000), swiss('S1')], read(start));
    const { importId } = await importBalance(db, [swiss('S1')], read(start + 5 * day));

    await undoImport(db, importId ?? '', { ...act, at: start + 9 * day });

    expect(await ages()).toEqual({ F1: start, S1: start });
    expect(await readFreshness(db)).toMatchObject({ refreshedAt: start });
  });

  it('is not that of an entity whose lines were all refused', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000)], read(start));
    await importBalance(db, [swiss('S1'), { ...invoice('F1', 10_000), currency: 'euro' }], read(start + day));

    expect(await ages()).toEqual({ F1: start, S1: start + day });
  });
});
