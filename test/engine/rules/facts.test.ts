import { expect, test } from 'vitest';
import { parseDay } from '../../../engine/calendar/index.ts';
import { createCatalogue } from '../../../engine/rules/index.ts';
import type { InvoiceFacts } from '../../../schemas/index.ts';
import { sampleFacts } from './sample-facts.ts';

const catalogue = createCatalogue({
  invoice: { project: { type: 'text' }, deposit: { type: 'money' }, signedOn: { type: 'date' } },
  customer: {
    score: { type: 'number', label: { fr: 'note', en: 'score' } },
    strategic: { type: 'boolean' },
    constructor: { type: 'text' as const },
  },
});
const today = parseDay('2026-03-01') ?? Number.NaN;

function read(name: string, facts: InvoiceFacts, currency?: string): unknown {
  return catalogue.get(name)?.read(facts, currency === undefined ? { today } : { today, currency });
}

test('every built-in fact is read from what is true', () => {
  const facts = sampleFacts();
  const names = catalogue.facts.map((fact) => fact.name).filter((name) => !name.includes('.custom.'));

  const values = Object.fromEntries(names.map((name) => [name, read(name, facts)]));

  expect(values).toEqual({
    'invoice.open': 1_248_050,
    'invoice.amount': 1_500_000,
    'invoice.daysLate': 14,
    'invoice.due': parseDay('2026-02-15'),
    'invoice.issued': parseDay('2026-01-15'),
    'invoice.currency': 'EUR',
    'invoice.tags': ['vip'],
    'customer.number': 'C042',
    'customer.name': 'Ateliers Roux',
    'customer.country': 'FR',
    'customer.language': 'fr',
    'customer.segment': 'fidèle',
    'customer.owner': 'lea@example.com',
    'customer.tags': [],
    'customer.net': 2_000_000,
    'customer.overdue': 1_248_050,
    'customer.openInvoices': 3,
    'customer.averageDelay': 12.5,
    'customer.brokenPromises': 1,
    'customer.new': false,
    'dispute.open': false,
    'dispute.category': null,
    'promise.open': false,
    'reply.received': false,
  });
});

test('what the source does not know is missing', () => {
  const facts = sampleFacts({
    invoice: { dueOn: null, issuedOn: '2026-02-30' },
    customer: { country: null, segment: '', averageDelay: null, firstInvoiceOn: null },
  });
  const names = [
    'invoice.due',
    'invoice.daysLate',
    'invoice.issued',
    'customer.country',
    'customer.segment',
    'customer.averageDelay',
    'customer.new',
    'invoice.custom.project',
  ];

  expect(names.map((name) => read(name, facts))).toEqual(names.map(() => null));
});

test('days late are negative before the due date', () => {
  expect(read('invoice.daysLate', sampleFacts({ invoice: { dueOn: '2026-03-04' } }))).toBe(-3);
});

test('a customer is new for 364 days after the first invoice', () => {
  const since = (firstInvoiceOn: string) =>
    read('customer.new', sampleFacts({ customer: { firstInvoiceOn } }));

  expect([since('2025-03-01'), since('2025-03-02')]).toEqual([false, true]);
});

test('closed disputes and settled promises are not open', () => {
  const dispute = { id: 'd1', category: 'prix', openedAt: 0 };
  const promise = { id: 'p1', recordedAt: 0, parts: [] };
  const open = sampleFacts({
    disputes: [{ ...dispute, closedAt: null }],
    promises: [{ ...promise, fate: 'open' }],
    replies: [{ id: 'r1', at: 0 }],
  });
  const closed = sampleFacts({
    disputes: [{ ...dispute, closedAt: 1 }],
    promises: [{ ...promise, fate: 'kept' }],
  });
  const names = ['dispute.open', 'promise.open', 'reply.received'];

  expect(names.map((name) => read(name, open))).toEqual([true, true, true]);
  expect(names.map((name) => read(name, closed))).toEqual([false, false, false]);
  expect([read('dispute.category', open), read('dispute.category', closed)]).toEqual(['prix', null]);
});

test('amounts of an invoice in another currency are missing', () => {
  const facts = sampleFacts({ invoice: { currency: 'CHF', custom: { deposit: 100 } } });
  const names = [
    'invoice.open',
    'invoice.amount',
    'customer.net',
    'customer.overdue',
    'invoice.custom.deposit',
  ];

  expect(names.map((name) => read(name, facts, 'EUR'))).toEqual(names.map(() => null));
  expect(read('invoice.open', facts, 'CHF')).toBe(1_248_050);
});

test('custom fields are typed facts, and a value of another type is missing', () => {
  const right = sampleFacts({
    invoice: { custom: { project: 'Quai', deposit: 5000, signedOn: '2026-01-02' } },
    customer: { custom: { score: 7.5, strategic: false } },
  });
  const wrong = sampleFacts({
    invoice: { custom: { project: 12, deposit: '50.00', signedOn: 'hier' } },
    customer: { custom: { score: '7', strategic: 'yes' } },
  });
  const names = ['invoice.custom.project', 'invoice.custom.deposit', 'invoice.custom.signedOn'].concat(
    'customer.custom.score',
    'customer.custom.strategic',
  );

  expect(names.map((name) => read(name, right))).toEqual(['Quai', 5000, parseDay('2026-01-02'), 7.5, false]);
  expect(names.map((name) => read(name, wrong))).toEqual(names.map(() => null));
});

test('a custom field that is named like a property of every object is only what was stored', () => {
  expect(read('customer.custom.constructor', sampleFacts())).toBeNull();
  expect(catalogue.get('constructor')).toBeUndefined();
});

test('every fact has a label in both languages', () => {
  expect(catalogue.get('customer.custom.score')?.label).toEqual({ fr: 'note', en: 'score' });
  for (const { label } of catalogue.facts)
    expect([label.fr, label.en].every((text) => text !== '')).toBe(true);
});
