import { describe, expect, it } from 'vitest';
import { type ImportReport, renderReport, renderReportJson } from '../../../server/import/index.ts';

const report: ImportReport = {
  file: 'balance.csv',
  kind: 'balance',
  created: 12,
  changed: 3,
  paid: 1,
  refused: [{ line: 7, column: 'Échéance', value: '31/02/2026\u001b[2J', accepted: 'un jour qui existe' }],
  skipped: [{ line: 20, why: 'un total' }],
  notes: ['1 ligne (4) : pas d’échéance.'],
};

describe('the report', () => {
  it('is a table that no cell of the file can steer', () => {
    const text = renderReport(report, 'fr');

    expect(text).toBe(
      [
        'Fichier balance.csv (balance âgée)',
        '',
        '  Créées            12',
        '  Modifiées          3',
        '  Soldées            1',
        '  Refusées           1',
        '  Ignorées           1',
        '',
        'Refusées',
        '  Ligne  Colonne   Valeur          Accepté',
        '  7      Échéance  31/02/2026·[2J  un jour qui existe',
        '',
        'Ignorées',
        '  Ligne  Raison',
        '  20     un total',
        '',
        'Remarques',
        '  1 ligne (4) : pas d’échéance.',
        '',
      ].join('\n'),
    );
  });

  it('shows twenty lines and counts the rest', () => {
    const refused = Array.from({ length: 25 }, (_, i) => ({
      line: i + 2,
      column: 'A',
      value: 'b',
      accepted: 'c',
    }));

    const text = renderReport({ ...report, refused, unchanged: 4 }, 'en');

    expect(text).toContain('  … 5 more');
    expect(text).toContain('  Unchanged          4');
    expect(text).toContain('  Refused           25');
  });

  it('is whole as JSON', () => {
    expect(JSON.parse(renderReportJson(report))).toEqual(report);
  });
});
