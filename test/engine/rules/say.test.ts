import { expect, test } from 'vitest';
import { parseDay } from '../../../engine/calendar/index.ts';
import { compileCondition, createCatalogue, sayExplanation } from '../../../engine/rules/index.ts';
import type { Condition } from '../../../schemas/index.ts';
import { sampleFacts } from './sample-facts.ts';

const catalogue = createCatalogue(undefined);
const context = { today: parseDay('2026-03-01') ?? Number.NaN };
const facts = sampleFacts({ customer: { country: null, tags: ['vip'] } });

/** The sentence, with ordinary spaces for those that do not break. */
function say(condition: Condition, language: 'fr' | 'en' = 'fr', currency = 'EUR'): string {
  const explanation = compileCondition(condition, catalogue).explain(facts, context);
  return sayExplanation(explanation, catalogue, { language, currency }).replace(/[\u00a0\u202f]/g, ' ');
}

const large: Condition = { fact: 'invoice.open', operator: 'greaterThan', value: '5000.00' };
const late: Condition = { fact: 'invoice.daysLate', operator: 'greaterThanInclusive', value: 30 };
const french: Condition = { fact: 'customer.country', operator: 'equal', value: 'FR' };

test('a comparison is said with the value that it saw', () => {
  expect(say(large)).toBe('montant ouvert 12 480,50 € > 5 000,00 €');
  expect(say(large, 'en')).toBe('open amount €12,480.50 > €5,000.00');
  expect(say(large, 'en', 'CHF')).toBe('open amount CHF 12,480.50 > CHF 5,000.00');
});

test('a comparison that does not hold is said by its opposite', () => {
  expect(say(late)).toBe('jours de retard 14 < 30');
  expect(say({ not: large })).toBe('montant ouvert 12 480,50 € > 5 000,00 €');
  expect(say({ fact: 'invoice.due', operator: 'before', value: '2026-02-01' })).toBe(
    'échéance 15/02/2026 pas avant le 01/02/2026',
  );
});

test('a missing value is said to be unknown', () => {
  expect(say(french)).toBe('pays du client inconnu');
  expect(say(french, 'en')).toBe('customer country unknown');
});

test('of a group, only what settles it is said', () => {
  expect(say({ all: [large, late] })).toBe('jours de retard 14 < 30');
  expect(say({ any: [late, large, french] })).toBe('montant ouvert 12 480,50 € > 5 000,00 €');
  expect(say({ all: [large, french] })).toBe('pays du client inconnu');
  expect(say({ all: [large, { not: late }] })).toBe(
    'montant ouvert 12 480,50 € > 5 000,00 € et jours de retard 14 < 30',
  );
});

test('texts, lists and yes or no read as words', () => {
  expect(say({ fact: 'invoice.currency', operator: 'equal', value: 'EUR' })).toBe('devise = EUR');
  expect(say({ fact: 'invoice.currency', operator: 'equal', value: 'CHF' })).toBe('devise EUR ≠ CHF');
  expect(say({ fact: 'invoice.currency', operator: 'in', value: ['CHF', 'USD'] })).toBe(
    'devise EUR hors de CHF, USD',
  );
  expect(say({ fact: 'customer.tags', operator: 'contains', value: 'vip' })).toBe(
    'étiquettes du client : vip présent',
  );
  expect(say({ fact: 'customer.tags', operator: 'contains', value: 'sud' }, 'en')).toBe(
    'customer tags: sud absent',
  );
  expect(say({ fact: 'customer.new', operator: 'equal', value: true })).toBe('nouveau client : non');
  expect(say({ fact: 'customer.new', operator: 'equal', value: true }, 'en')).toBe('new customer: no');
});
