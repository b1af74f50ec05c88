import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, decimalProvedBy, readAmount } from '../../../server/import/amount.ts';

interface Dialect {
  readonly decimal: Decimal;
  readonly group: string;
}

const dialects: readonly Dialect[] = [
  ...['', ' ', '\u00a0', '\u202f', "'", '’', '.'].map((group) => ({ decimal: 'comma' as const, group })),
  ...['', ' ', '\u00a0', '\u202f', "'", '’', ','].map((group) => ({ decimal: 'point' as const, group })),
];

const dresses: readonly ((body: string, negative: boolean) => string)[] = [
  (body, negative) => (negative ? `-${body}` : body),
  (body, negative) => (negative ? `(${body})` : body),
  (body, negative) => (negative ? `${body}-` : `+${body}`),
  (body, negative) => `${negative ? '−' : ''}${body}\u00a0€`,
  (body, negative) => `CHF ${negative ? '-' : ''}${body}`,
  (body, negative) => (negative ? `(€${body})` : `€ ${body}`),
];

function write(minor: number, { decimal, group }: Dialect): string {
  const size = Math.abs(minor);
  const whole = String(Math.trunc(size / 100)).replace(/\B(?=(\d{3})+$)/g, group);
  return `${whole}${decimal === 'comma' ? ',' : '.'}${String(size % 100).padStart(2, '0')}`;
}

describe('amounts', () => {
  it('read as they were written, in every dialect', () => {
    const minors = fc.integer({ min: -1e14, max: 1e14 });
    fc.assert(
      fc.property(
        minors,
        fc.constantFrom(...dialects),
        fc.constantFrom(...dresses),
        (minor, dialect, dress) => {
          const text = dress(write(minor, dialect), minor < 0);

          const reading = readAmount(text, null);

          expect(reading).toMatchObject({ kind: 'amount', minor });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('read the same whichever sign the column has, where a cell has one meaning only', () => {
    for (const text of ['1.234,56', '1,234.56', '1 234,567 ', '12,5', '0.5', '1234', '1.234.567', "1'234"]) {
      expect(readAmount(text, 'comma'), text).toEqual(readAmount(text, 'point'));
    }
  });

  it.each([
    ['1.234', null, { kind: 'ambiguous' }],
    ['1.234', 'comma', { kind: 'amount', minor: 123_400 }],
    ['1.234', 'point', { kind: 'fraction' }],
    ['12,345', null, { kind: 'ambiguous' }],
    ['12,345', 'point', { kind: 'amount', minor: 1_234_500 }],
    ['12,345', 'comma', { kind: 'fraction' }],
    ['12,340', 'comma', { kind: 'amount', minor: 1234 }],
    ['0,345', null, { kind: 'fraction' }],
    ['1020.0000000000001', null, { kind: 'amount', minor: 102_000 }],
    ['19.98999999999999', null, { kind: 'amount', minor: 1999 }],
    ['12,00 CR', null, { kind: 'amount', minor: 1200, mark: 'credit' }],
    ['12,00 D', null, { kind: 'amount', minor: 1200, mark: 'debit' }],
    ['12,00 euros', null, { kind: 'amount', minor: 1200, currency: 'EUR' }],
    ['.50', null, { kind: 'amount', minor: 50 }],
    ['-0,00', null, { kind: 'amount', minor: 0 }],
    ['', null, { kind: 'empty' }],
    ['-', null, { kind: 'empty' }],
    ['30 jours', null, { kind: 'none' }],
    ['LOT 12', null, { kind: 'none' }],
    ['1,00,000.00', null, { kind: 'none' }],
    ['12/10', null, { kind: 'none' }],
    ['1.2E+3', null, { kind: 'none' }],
    ['=1+1', null, { kind: 'none' }],
    ['12345678901234', null, { kind: 'large' }],
  ] as const)('"%s" with %s before the cents', (text, decimal, expected) => {
    expect(readAmount(text, decimal)).toEqual(expected);
  });

  it('prove a sign only where the other cannot be meant', () => {
    const proved = ['1 234,56', '1,234.56', '1.234', '12', '1.234.567', 'abc,12'].map(decimalProvedBy);

    expect(proved).toEqual(['comma', 'point', null, null, 'comma', null]);
  });

  it('never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(readAmount(text, 'comma').kind).toBeTypeOf('string');
      }),
    );
  });
});
