import { describe, expect, it } from 'vitest';
import { createWording } from '../../../server/cli/print/dates.ts';
import { renderTable } from '../../../server/cli/print/table.ts';
import { printable, widthOf, wrap } from '../../../server/cli/print/wrap.ts';

describe('text on a terminal', () => {
  it.each([
    ['relance', 7],
    ['échéance', 8],
    ['e\u0301', 1],
    ['12\u202f480,50\u00a0€', 11],
    ['→ J−3', 5],
    ['日本', 4],
    [`${String.fromCharCode(27)}[31mrouge${String.fromCharCode(27)}[39m`, 5],
  ])('%j is %i columns wide', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it('wraps at spaces, never at those that hold together, and breaks what is too long', () => {
    expect(wrap('échéance 31 mars +\u00a06\u00a0j', 18)).toEqual(['échéance 31 mars', '+\u00a06\u00a0j']);
    expect(wrap('abcdefghijkl', 8)).toEqual(['abcdefgh', 'ijkl']);
    expect(wrap('', 20)).toEqual(['']);
  });

  it('loses what steers a terminal', () => {
    expect(printable('a\u001b[2Jb\u202ec\nd')).toBe('a·[2Jb·c·d');
  });

  it('aligns columns and wraps the last one', () => {
    const rows = [
      { cells: ['a', 'short', 'one two three four five six seven'] },
      { cells: ['long', '', 'x'] },
    ];

    expect(renderTable(rows, 40, ' ')).toEqual([
      ' a     short  one two three four five',
      '              six seven',
      ' long         x',
    ]);
  });

  it('writes days and amounts in the language of the user', () => {
    const day = 20_544;

    const written = (['fr', 'en'] as const).map((language) => {
      const { short, tight, long, inYear, weekday, month } = createWording(language);
      return [short, tight, long, inYear, weekday, month].map((write) => write(day));
    });

    expect(written).toEqual([
      ['mer. 1er avr. 2026', 'mer. 01/04/26', '1er avril 2026', '1er avril', 'mercredi', 'avril 2026'],
      ['Wed 1 Apr 2026', 'Wed 01/04/26', '1 April 2026', '1 April', 'Wednesday', 'April 2026'],
    ]);
  });
});
