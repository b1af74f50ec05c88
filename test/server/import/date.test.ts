import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderProvedBy, readDate } from '../../../server/import/date.ts';

const span = { from: '1990-01-01', to: '2046-12-31' };
const french = [
  'janv.',
  'févr.',
  'mars',
  'avril',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
];
const english = ['Jan', 'Feb', 'March', 'Apr', 'May', 'June', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'December'];

type Write = (year: string, month: string, day: string) => string;

const dayFirst: readonly Write[] = [
  (y, m, d) => `${d}/${m}/${y}`,
  (y, m, d) => `${d}-${m}-${y.slice(2)}`,
  (y, m, d) => `${Number(d)}.${Number(m)}.${y}`,
  (y, m, d) => `${d}/${m}/${y} 00:00:00`,
  (y, m, d) => `${d}${m}${y}`,
  (y, m, d) => `${d}${m}${y.slice(2)}`,
  (y, m, d) => `${d} ${french[Number(m) - 1]} ${y}`,
  (y, m, d) => `${Number(d)}-${french[Number(m) - 1]}-${y.slice(2)}`,
];

const anyOrder: readonly Write[] = [
  (y, m, d) => `${y}-${m}-${d}`,
  (y, m, d) => `${y}/${m}/${d}`,
  (y, m, d) => `${y}${m}${d}`,
  (y, m, d) => `${y}-${m}-${d}T10:20:30.000Z`,
  (y, m, d) => `${english[Number(m) - 1]} ${Number(d)}, ${y}`,
  (y, m, d) => `${Number(d)} ${english[Number(m) - 1]} ${y}`,
  (y, m, d) => String(Date.UTC(Number(y), Number(m) - 1, Number(d)) / 86_400_000 + 25_569),
];

const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2046-12-31'), noInvalidDate: true });

describe('dates', () => {
  it('read as they were written, day first', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...dayFirst, ...anyOrder), (day, write) => {
        const on = day.toISOString().slice(0, 10);
        const [year = '', month = '', date = ''] = on.split('-');
        const text =
          year < '2000' && !write(year, month, date).includes(year) ? on : write(year, month, date);

        expect(readDate(text, 'dmy', span), text).toEqual({ kind: 'date', on });
      }),
      { numRuns: 2000 },
    );
  });

  it('read as they were written, month first', () => {
    fc.assert(
      fc.property(days, (day) => {
        const on = day.toISOString().slice(0, 10);
        const [year, month, date] = on.split('-');

        expect(readDate(`${month}/${date}/${year}`, 'mdy', span)).toEqual({ kind: 'date', on });
      }),
    );
  });

  it.each([
    ['03/04/2026', 'dmy', { kind: 'date', on: '2026-04-03' }],
    ['03/04/2026', 'mdy', { kind: 'date', on: '2026-03-04' }],
    ['03/04/2026', 'mixed', { kind: 'ambiguous' }],
    ['31/04/2026', 'mixed', { kind: 'absurd' }],
    ['13/04/2026', 'mixed', { kind: 'date', on: '2026-04-13' }],
    ['04/13/2026', 'mixed', { kind: 'date', on: '2026-04-13' }],
    ['29/02/2028', 'dmy', { kind: 'date', on: '2028-02-29' }],
    ['29/02/2026', 'dmy', { kind: 'absurd' }],
    ['31/02/2026', 'dmy', { kind: 'absurd' }],
    ['01/01/0206', 'dmy', { kind: 'absurd' }],
    ['01/01/2999', 'dmy', { kind: 'absurd' }],
    ['1er janvier 2026', 'dmy', { kind: 'date', on: '2026-01-01' }],
    ['lundi 5 janvier 2026', 'dmy', { kind: 'date', on: '2026-01-05' }],
    ['mars 2026', 'dmy', { kind: 'none' }],
    ['46387', 'dmy', { kind: 'date', on: '2026-12-31' }],
    ['46387,5', 'dmy', { kind: 'date', on: '2026-12-31' }],
    ['00/00/0000', 'dmy', { kind: 'empty' }],
    ['0000-00-00', 'dmy', { kind: 'empty' }],
    ['', 'dmy', { kind: 'empty' }],
    ['n/a', 'dmy', { kind: 'empty' }],
    ['30 jours fin de mois', 'dmy', { kind: 'none' }],
    ['1234,56', 'dmy', { kind: 'none' }],
  ] as const)('"%s" where the column is %s', (text, order, expected) => {
    expect(readDate(text, order, span)).toEqual(expected);
  });

  it('prove an order by a part above twelve', () => {
    const proved = ['31/12/2026', '12/31/2026', '03/04/2026', '2026-12-31', '311226', '33/44/2026'].map(
      orderProvedBy,
    );

    expect(proved).toEqual(['dmy', 'mdy', null, null, 'dmy', null]);
  });

  it('never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(readDate(text, 'mixed', span).kind).toBeTypeOf('string');
      }),
    );
  });
});
