import { describe, expect, it } from 'vitest';
import type { TraceDetail, TraceLine, TraceWhat } from '../../../schemas/index.ts';
import { explainLine } from '../../../server/cli/reasons.ts';
import { flowFiles } from '../../examples/read-examples.ts';

const flow = flowFiles.find((file) => file.flow.id === 'cinq-etapes')?.flow;
if (flow === undefined) throw new Error('the example flow is gone');

const until = Date.parse('2026-04-20T07:00:00Z');

function line(what: TraceWhat, step: string, detail: TraceDetail | null = null): TraceLine {
  return { at: 0, step, visit: 1, what, detail };
}

const cases: readonly (readonly [TraceLine, string, string])[] = [
  [line('started', 'plafond'), 'Le parcours commence', 'The run starts'],
  [line('waits', 'j6', { until }), 'Attente jusqu’au 20 avril 2026', 'Waits until 20 April 2026'],
  [line('waits', 'gone', { until }), 'Attente jusqu’au 20 avril 2026', 'Waits until 20 April 2026'],
  [
    line('waits', 'accord', { until }),
    'Attente d’un accord jusqu’au 20 avril 2026',
    'Waits for an approval until 20 April 2026',
  ],
  [
    line('took', 'plafond', { case: 'else' }),
    '« Plus de 10 000 ? » : aucun cas ne s’applique',
    '“Plus de 10 000 ?”: no case applies',
  ],
  [line('done', 'relance-1'), '« Relance amicale » : email écrit', '“Relance amicale”: email written'],
  [
    line('void', 'relance-1', { why: 'late-start' }),
    '« Relance amicale » ne partira pas : son jour était passé quand le parcours a commencé ou repris',
    '“Relance amicale” will not be sent: its day had passed when the run started or went on',
  ],
  [
    line('blocked', 'relance-1', { by: 'dispute tag' }),
    '« Relance amicale » retenu : litige ouvert, étiquette',
    '“Relance amicale” held back: open dispute, tag',
  ],
  [
    line('deferred', 'relance-1', { why: 'cap', until }),
    '« Relance amicale » reporté au 20 avril 2026 : le client a déjà reçu assez de messages ces jours-ci',
    '“Relance amicale” put off to 20 April 2026: the customer has had enough messages these days',
  ],
  [
    line('held', 'j6', { cause: 'promise', until }),
    'Retenu : promesse de paiement jusqu’au 20 avril 2026',
    'Held: promise to pay until 20 April 2026',
  ],
  [
    line('held', 'j6', { cause: 'hold', until: Date.parse('2026-04-19T22:00:00Z') }),
    'Retenu : suspension demandée jusqu’au 19 avril 2026',
    'Held: hold asked for until 19 April 2026',
  ],
  [
    line('held', 'j6', { cause: 'tag', tag: 'litige' }),
    'Retenu : étiquette « litige »',
    'Held: tag “litige”',
  ],
  [
    line('held', 'j6', { cause: 'problem', code: 'no-due-date' }),
    'Retenu : la facture n’a pas de date d’échéance',
    'Held: the invoice has no due date',
  ],
  [
    line('released', 'j6', { cause: 'dispute' }),
    'Suspension levée : litige ouvert',
    'Released: open dispute',
  ],
  [
    line('heard', 'accord', { event: 'task-done', outcome: 'approved' }),
    'Réponse : accordé',
    'Answer: approved',
  ],
  [
    line('ordered', 'j6', { order: 'jump', to: 'dernier-avis' }),
    'Saut demandé → « Relance formelle »',
    'Jumped by order → “Relance formelle”',
  ],
  [
    line('finished', 'fin', { outcome: 'paid' }),
    'La facture est payée, tout s’arrête',
    'The invoice is paid, all stops',
  ],
  [
    line('done', 'insolvent--handoff'),
    'Remise pour insolvabilité : dossier transmis',
    'Hand-over for insolvency: file handed over',
  ],
];

function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

describe('a trace line in words', () => {
  it.each(cases)('%j', (one, french, english) => {
    const said = (language: 'fr' | 'en') => plain(explainLine(one, flow, { language, zone: 'Europe/Paris' }));

    expect([said('fr'), said('en')]).toEqual([french, english]);
  });

  it('shows a code that has no words yet as it is', () => {
    const said = explainLine(line('void', 'relance-1', { why: 'brand-new' }), flow, {
      language: 'en',
      zone: 'UTC',
    });

    expect(said).toBe('“Relance amicale” will not be sent: brand-new');
  });
});
