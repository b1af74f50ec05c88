import { expect, test } from 'vitest';
import { checkSegments, createCatalogue, segmentOf } from '../../../engine/rules/index.ts';
import type { Segments } from '../../../schemas/index.ts';
import { sampleFacts } from './sample-facts.ts';

const catalogue = createCatalogue(undefined);
const segments: Segments['segments'] = [
  { name: 'à risque', when: { fact: 'customer.averageDelay', operator: 'greaterThan', value: 30 } },
  { name: 'mauvaise foi', when: { fact: 'customer.brokenPromises', operator: 'greaterThan', value: 2 } },
  { name: 'grand compte', when: { fact: 'customer.net', operator: 'greaterThan', value: '10000.00' } },
  { name: 'tous', when: { fact: 'customer.openInvoices', operator: 'greaterThanInclusive', value: 3 } },
];

const segment = (overrides: Parameters<typeof sampleFacts>[0]) =>
  segmentOf(segments, catalogue, sampleFacts(overrides), { today: 20_500 });

test('the first rule that holds names the segment', () => {
  expect(segment({})).toBe('grand compte');
  expect(segment({ customer: { averageDelay: 31, brokenPromises: 3 } })).toBe('à risque');
});

test('a rule that is unknown does not match', () => {
  expect(segment({ customer: { averageDelay: null } })).toBe('grand compte');
});

test('no rule, no segment', () => {
  expect(segment({ customer: { net: 0, openInvoices: 1 } })).toBeNull();
});

test('a rule may not ask for the segment that it decides', () => {
  const rules: Segments['segments'] = [
    { name: 'a', when: { all: [{ not: { fact: 'customer.segment', operator: 'equal', value: 'b' } }] } },
  ];

  expect(checkSegments(rules, catalogue)).toMatchObject([
    { code: 'segment-by-segment', path: '/segments/0/when/all/0/not/fact' },
  ]);
});

test('a rule about an invoice is warned of, and a wrong rule is a problem', () => {
  const rules: Segments['segments'] = [
    ...segments,
    { name: 'x', when: { fact: 'invoice.open', operator: 'greaterThan', value: '1.00' } },
    { name: 'y', when: { fact: 'customer.net', operator: 'greaterThan', value: 1 } },
  ];

  expect(checkSegments(rules, catalogue)).toMatchObject([
    { code: 'segment-by-invoice', path: '/segments/4/when/fact', severity: 'warning' },
    { code: 'value-not-for-type', path: '/segments/5/when/value' },
  ]);
});
