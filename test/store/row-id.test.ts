import { expect, it } from 'vitest';
import { findInvoiceById, listDeliveries, listInvoices, listRuns, listTasks } from '../../store/index.ts';
import { rowId } from '../../store/row-id.ts';
import { describeStores } from './stores.ts';

const strange = [
  '',
  '0',
  '-1',
  '1.5',
  '1e3',
  ' 1',
  '٣',
  '9007199254740993',
  '99999999999999999999',
  "1'; --",
];

it.each(strange)('%j is no id of a row', (text) => {
  expect(rowId(text)).toBe(-1);
});

it.each([
  ['1', 1],
  ['9007199254740991', 9_007_199_254_740_991],
])('%j is an id', (text, id) => {
  expect(rowId(text)).toBe(id);
});

describeStores('a strange id', (store) => {
  it.each(strange)('%j finds nothing', async (id) => {
    const { db } = store();

    expect(await findInvoiceById(db, id)).toBeNull();
    expect(await listInvoices(db, { customer: id })).toEqual([]);
    expect(await listRuns(db, { invoice: id })).toEqual([]);
    expect(await listDeliveries(db, { invoice: id })).toEqual([]);
    expect(await listTasks(db, { customer: id })).toEqual([]);
  });
});
