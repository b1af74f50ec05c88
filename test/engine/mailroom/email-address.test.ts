import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isEmail } from '../../../engine/mailroom/index.ts';

const pattern = /^[^\s@,;:<>()[\]\\"]+@[^\s@,;:<>()[\]\\"]+\.[^\s@,;:<>()[\]\\"]{2,}$/u;
const letters = fc.constantFrom('a', '@', '.', '-', ' ', ',', '"', '\0', '\n', 'é', '😀', '\u00a0');

test('an address in ASCII is read as the pattern reads any', () => {
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 12 }), (text) => {
      expect(isEmail(text)).toBe(pattern.test(text));
    }),
    { numRuns: 20_000 },
  );
});

test.each([
  ['a@b.fr', true],
  ['prénom@société.fr', true],
  ['a@b', false],
  ['a@.fr', false],
  ['a@b.f', false],
  ['@b.fr', false],
  ['a@b@c.fr', false],
  [`${'a'.repeat(250)}@b.fr`, false],
])('%s', (text, expected) => {
  expect(isEmail(text)).toBe(expected);
});
