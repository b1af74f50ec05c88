import { expect, it } from 'vitest';
import type { InvoiceRow } from '../../schemas/index.ts';
import { importBalance } from '../../store/index.ts';
import { day, invoice, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

describeStores('importBalance', (store) => {
  const happenings = async () =>
    (await store().db.selectFrom('outbox').select(['what', 'invoice_id']).orderBy('id').execute()).map(
      (row) => `${row.what} ${row.invoice_id ?? '*'}`,
    );
  const load = (rows: readonly InvoiceRow[], more: object = {}) =>
    importBalance(store().db, rows, { source: 'compta', at: start, actor: 'anna@example.com', ...more });

  it('makes customers, invoices and their movements', async () => {
    const rows = [invoice('F1', 12_000), { ...invoice('F2', 5_000), amount: 8_000 }];

    const result = await load(rows);

    expect(result).toMatchObject({ created: 2, changed: 0, settled: 0, unchanged: 0, paid: 0 });
    const invoices = await store()
      .db.selectFrom('invoice')
      .select(['number', 'amount', 'open', 'due_on'])
      .execute();
    expect(invoices).toEqual([
      { number: 'F1', amount: 12_000, open: 12_000, due_on: '2026-03-01' },
      { number: 'F2', amount: 8_000, open: 5_000, due_on: '2026-03-01' },
    ]);
    const movements = await store()
      .db.selectFrom('movement')
      .select(['kind', 'amount'])
      .orderBy('id')
      .execute();
    expect(movements).toEqual([
      { kind: 'invoice', amount: 12_000 },
      { kind: 'invoice', amount: 8_000 },
      { kind: 'adjustment', amount: -3_000 },
    ]);
    expect(await happenings()).toEqual(['refreshed *']);
  });

  it('changes nothing when the same file comes twice', async () => {
    const rows = [invoice('F1', 12_000), invoice('F2', 5_000)];
    await load(rows, { complete: true });

    const again = await load(rows, { complete: true, at: start + day });

    expect(again).toMatchObject({ created: 0, changed: 0, settled: 0, reopened: 0, unchanged: 2, paid: 0 });
    expect(await store().db.selectFrom('movement').select('id').execute()).toHaveLength(2);
  });

  it('tells a part paid, a payment in full, and a reversal', async () => {
    await load([invoice('F1', 10_000)]);

    const part = await load([invoice('F1', 4_000)], { at: start + day });
    const full = await load([invoice('F1', 0)], { at: start + 2 * day });
    const back = await load([invoice('F1', 10_000)], { at: start + 3 * day });

    expect([part.changed, part.paid, full.settled, full.paid, back.reopened]).toEqual([1, 1, 1, 1, 1]);
    expect(await happenings()).toEqual([
      'refreshed *',
      'partly-paid 1',
      'refreshed *',
      'paid 1',
      'refreshed *',
      'reversed 1',
      'refreshed *',
    ]);
    const one = await store()
      .db.selectFrom('invoice')
      .select(['open', 'settled_by'])
      .executeTakeFirstOrThrow();
    expect(one).toEqual({ open: 10_000, settled_by: null });
  });

  it('settles a missing invoice only when the file is complete', async () => {
    await load([invoice('F1', 10_000), invoice('F2', 5_000)]);

    const partial = await load([invoice('F1', 10_000)], { at: start + day });
    const complete = await load([invoice('F1', 10_000)], { at: start + 2 * day, complete: true });

    expect(partial.settled).toBe(0);
    expect(complete.notes.settled.map((note) => [note.number, note.before?.open, note.after.open])).toEqual([
      ['F2', 5_000, 0],
    ]);
  });

  it('settles nothing of another source, of another entity, or whose row was refused', async () => {
    await load([invoice('F1', 10_000), invoice('F2', 5_000), { ...invoice('F3', 700), entity: 'suisse' }]);
    await load([invoice('G1', 900)], { source: 'other' });

    const result = await load([invoice('F1', 10_000), { ...invoice('F2', 5_000), currency: 'euro' }], {
      at: start + day,
      complete: true,
    });

    expect(result.settled).toBe(0);
    expect(result.notes.refused).toEqual([
      { row: 1, field: 'currency', value: 'euro', accepted: 'an ISO 4217 code such as EUR' },
    ]);
  });

  it('never undoes a newer movement of another source with an older snapshot', async () => {
    await load([invoice('F1', 10_000)]);
    await load([invoice('F1', 0)], { source: 'bank', at: start + 2 * day });

    const result = await load([invoice('F1', 10_000)], { at: start + 3 * day, asOf: start + day });

    expect(result).toMatchObject({ reopened: 0 });
    expect(result.notes.leftAlone).toHaveLength(1);
    const one = await store().db.selectFrom('invoice').select('open').executeTakeFirstOrThrow();
    expect(one.open).toBe(0);
  });

  it('takes nothing from a reading older than the last one of the same source', async () => {
    await load([invoice('F1', 10_000)]);

    const result = await load([invoice('F1', 1)], { at: start + day, asOf: start - day });

    expect(result.notes.outdated).toBe(true);
    expect(await happenings()).toEqual(['refreshed *', 'refreshed *']);
  });

  it('tells a due date that moved', async () => {
    await load([invoice('F1', 10_000)]);

    const result = await load([{ ...invoice('F1', 10_000), dueOn: '2026-04-01' }], { at: start + day });

    expect(result.notes.changed[0]).toMatchObject({
      before: { dueOn: '2026-03-01' },
      after: { dueOn: '2026-04-01' },
    });
    expect(await happenings()).toEqual(['refreshed *', 'due-date-moved 1', 'refreshed *']);
  });

  it('leaves no trace of a rehearsal', async () => {
    await load([invoice('F1', 10_000)]);

    const result = await load([invoice('F1', 0), invoice('F2', 1)], { at: start + day, dryRun: true });

    expect(result).toMatchObject({ importId: null, created: 1, settled: 1, paid: 1 });
    expect(await store().db.selectFrom('invoice').select('open').execute()).toEqual([{ open: 10_000 }]);
    expect(await happenings()).toEqual(['refreshed *']);
    expect(await store().db.selectFrom('audit').select('id').execute()).toHaveLength(1);
  });

  it('keeps absurd names and refuses absurd rows one by one', async () => {
    const name = `${'x'.repeat(10_000)}'";--\0\ud800`;
    const rows = [
      { ...invoice('F\'1"; drop table invoice', 10_000), customerName: name },
      invoice('x'.repeat(10_000), 1),
      invoice('F2', Number.NaN),
      invoice('F3', 1.5),
      invoice('F4', Number.MAX_SAFE_INTEGER),
      invoice('', 1),
      { ...invoice('F5', 0), dueOn: '2026-02-31' },
      invoice('AV1', -2_500),
      invoice('AV1', -2_500),
    ];

    const result = await load(rows);

    expect(result.created).toBe(3);
    expect(result.notes.refused.map((one) => [one.row, one.field])).toEqual([
      [1, 'number'],
      [2, 'open'],
      [3, 'open'],
      [4, 'open'],
      [5, 'number'],
      [8, 'number'],
    ]);
    const customer = await store().db.selectFrom('customer').select('name').executeTakeFirstOrThrow();
    expect(customer.name).toBe(`${'x'.repeat(10_000)}'";--\ufffd`);
    const dates = await store()
      .db.selectFrom('invoice')
      .select('due_on')
      .where('number', '=', 'F5')
      .execute();
    expect(dates).toEqual([{ due_on: null }]);
  });
});
