import { expect, test } from 'vitest';
import { describeStep, durationWords, offset } from '../../../engine/flow/index.ts';
import type { Step } from '../../../schemas/index.ts';

function said(step: Step): readonly [string, string] {
  return [describeStep(step, 'fr').replaceAll('\u00a0', ' '), describeStep(step, 'en')];
}

test('days around the due date are written as the trade does', () => {
  const days = [7, 0, -3];

  expect(days.map((day) => offset(day, 'fr'))).toEqual(['J+7', 'J0', 'J-3']);
  expect(days.map((day) => offset(day, 'en'))).toEqual(['D+7', 'D0', 'D-3']);
});

test('durations are said in both languages, and a text that is none is left alone', () => {
  expect(durationWords('1 day')).toEqual({ fr: '1 jour', en: '1 day' });
  expect(durationWords('0 days')).toEqual({ fr: '0 jour', en: '0 days' });
  expect(durationWords('2 business days')).toEqual({ fr: '2 jours ouvrés', en: '2 business days' });
  expect(durationWords('none')).toEqual({ fr: 'none', en: 'none' });
});

test.each<[string, Step, string, string]>([
  [
    'an email',
    { id: 'a', kind: 'email', to: ['billing', 'cfo'], message: 'relance-1', tone: 'courtesy', next: 'b' },
    'Email « relance-1 » à la facturation, à défaut au DAF, ton courtois',
    'Email “relance-1” to billing, failing that CFO, courteous tone',
  ],
  [
    'a wait from the due date',
    { id: 'a', kind: 'wait', until: { from: 'due', days: 7, count: 'business' }, next: 'b' },
    'Attendre J+7, jours ouvrés',
    'Wait until D+7, business days',
  ],
  [
    'a wait from a delivery with a legal delay',
    {
      id: 'a',
      kind: 'wait',
      until: { from: 'delivery', step: 'lrar', days: 8, at: '10:00', atLeast: '8 days' },
      next: 'b',
    },
    'Attendre 8 jours après l’envoi de « lrar », à 10:00, au moins 8 jours après l’envoi précédent',
    'Wait until 8 days after the delivery of “lrar”, at 10:00, at least 8 days after the previous delivery',
  ],
  [
    'an experiment',
    {
      id: 'a',
      kind: 'experiment',
      variants: [
        { name: 'J+5', weight: 1, next: 'b' },
        { name: 'J+7', weight: 2, next: 'c' },
      ],
    },
    'Comparer « J+5 » (33,3 %) et « J+7 » (66,7 %)',
    'Compare “J+5” (33.3%) and “J+7” (66.7%)',
  ],
  [
    'a webhook, without the secret in its address',
    { id: 'a', kind: 'webhook', url: 'https://user:pw@crm.example.org/hook?token=secret', next: 'b' },
    'Prévenir crm.example.org',
    'Tell crm.example.org',
  ],
  [
    'tags, stage and owner',
    { id: 'a', kind: 'set', tag: ['vip'], untag: ['neuf'], stage: 'contentieux', next: 'b' },
    'Poser « vip », retirer « neuf » et passer au stade « contentieux »',
    'Add “vip”, remove “neuf” and set the stage to “contentieux”',
  ],
])('%s', (_what, step, french, english) => {
  expect(said(step)).toEqual([french, english]);
});
