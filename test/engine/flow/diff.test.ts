import { describe, expect, test } from 'vitest';
import { diffFlows } from '../../../engine/flow/index.ts';
import { Flow } from '../../../schemas/index.ts';
import { sound, swapped } from '../../broken/sound.ts';

const before = Flow.parse(JSON.parse(sound));

function edited(piece: string, replacement: string): Flow {
  return Flow.parse(JSON.parse(swapped(piece, replacement)));
}

function sentences(after: Flow, language: 'fr' | 'en' = 'fr'): readonly string[] {
  return diffFlows(before, after, language).map(({ sentence }) => sentence.replaceAll('\u00a0', ' '));
}

test('a wait that changes is told of the step that it leads to', () => {
  const after = edited('"days": 7, "count": "business", "at": "10:00"', '"days": 10');

  expect(diffFlows(before, after, 'fr').map(({ kind, step }) => [kind, step])).toEqual([['changed', 'j7']]);
  expect(sentences(after)).toEqual(['« relance-1 » passe de J+7, jours ouvrés, à 10:00 à J+10']);
  expect(sentences(after, 'en')).toEqual(['“relance-1” goes from D+7, business days, at 10:00 to D+10']);
});

test('a step put between two others is told once, with what it does', () => {
  const letter = `{ "id": "demeure", "kind": "registered-letter", "to": ["cfo"], "message": "demeure",
    "tone": "mise-en-demeure", "next": "fin" }`;
  const after = edited(
    '"tone": "firm",\n      "next": "fin"\n    },',
    `"tone": "firm",\n      "next": "demeure"\n    },\n    ${letter},`,
  );

  expect(sentences(after)).toEqual([
    '« demeure » est ajoutée après « relance-2 » : Lettre recommandée « demeure » au DAF, mise en demeure',
  ]);
});

test('a step taken out is told once', () => {
  const steps = before.steps
    .filter(({ id }) => id !== 'appel')
    .map((step) =>
      step.kind === 'branch'
        ? { ...step, cases: step.cases.map((entry) => ({ ...entry, next: 'fin' })) }
        : step,
    );
  const after: Flow = { ...before, steps };

  expect(sentences(after)).toEqual([
    '« appel » est supprimée (Appel « appel » au DAF, confié au responsable du client, sous 1 jour ouvré)',
  ]);
});

describe('one change, one sentence:', () => {
  test.each([
    ['"tone": "firm"', '"tone": "formal"', '« relance-2 » : le ton passe de ferme à formel'],
    [
      '"to": ["cfo", "billing"]',
      '"to": ["billing"]',
      '« relance-2 » : le destinataire passe de DAF, à défaut facturation à facturation',
    ],
    [
      '"message": "relance-2"',
      '"message": "ferme"',
      '« relance-2 » : le message passe de « relance-2 » à « ferme »',
    ],
    [
      '"value": "5000.00"',
      '"value": "8000.00"',
      '« montant » : la condition de « gros » passe de invoice.open > 5000.00 à invoice.open > 8000.00',
    ],
    [
      '"name": "court", "weight": 1',
      '"name": "court", "weight": 3',
      '« delai » : la part de « court » passe de 1 à 3',
    ],
    ['"within": "8 days"', '"within": "10 days"', '« ecoute » : le délai passe de 8 jours à 10 jours'],
    ['"else": "delai"', '"else": "fin"', '« montant » : la voie par défaut passe de « delai » à « fin »'],
    ['"per": "7 days"', '"per": "10 days"', 'le plafond de contacts passe de 2 par 7 jours à 2 par 10 jours'],
    [',\n    "floor": "10.00"', '', 'le montant minimal passe de 10.00 à la valeur de l’espace'],
    ['"negociation": "hold"', '"negociation": "end"', 'étiquette « negociation » : suspendre → terminer'],
    ['"grace": "3 business days"', '"grace": "1 day"', 'délai après une promesse : 3 jours ouvrés → 1 jour'],
    [
      '"value": "50.00"',
      '"value": "80.00"',
      'la condition d’entrée passe de invoice.open ≥ 50.00 à invoice.open ≥ 80.00',
    ],
    ['"start": "j7"', '"start": "relance-1"', 'le début passe de « j7 » à « relance-1 »'],
    ['"kind": "end"', '"name": "Clos", "kind": "end"', '« fin » s’appelle désormais « Clos »'],
  ])('%s → %s', (piece, replacement, sentence) => {
    const after = edited(piece, replacement);

    expect(sentences(after)).toEqual([sentence]);
  });
});
