import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readEncryptionKeys } from '../../../server/environment/encryption-keys.ts';
import { Refusal } from '../../../server/operations/refusal.ts';

const [one, two] = [randomBytes(32), randomBytes(32)];
const read = (text: string) => readEncryptionKeys({ PALIER_ENCRYPTION_KEYS: text });

describe('the encryption keys', () => {
  it('the first encrypts, all decrypt', () => {
    expect(read(`2026-11:${two.toString('base64')}, 2026-01:${one.toString('base64')}`)).toEqual({
      active: '2026-11',
      keys: new Map([
        ['2026-11', two],
        ['2026-01', one],
      ]),
    });
  });

  it('none are none', () => {
    expect(read(' ')).toBeNull();
  });

  it.each([
    ['no id', one.toString('base64'), /entry no\. 1 must read id:key/],
    ['its halves swapped', `${one.toString('base64')}:k1`, /entry no\. 1 must read id:key/],
    [
      'a key that is too short',
      `k1:${one.subarray(16).toString('base64')}`,
      /key no\. 1 has 16 bytes instead of 32/,
    ],
    ['a second one that is no base64', `k1:${one.toString('base64')},k2:é`, /key no\. 2 is not base64/],
    [
      'two of one id',
      `k1:${one.toString('base64')},k1:${two.toString('base64')}`,
      /two keys have the same id/,
    ],
  ])('%s: refused with the way to make one, and without the value', (_what, text, message) => {
    const refusal = refusalOf(() => read(text));

    expect(refusal.words.en).toMatch(
      /^PALIER_ENCRYPTION_KEYS cannot be read: .*; openssl rand -base64 32 makes a key$/,
    );
    expect(refusal.words.en).toMatch(message);
    expect(refusal.words.fr).toMatch(/^PALIER_ENCRYPTION_KEYS ne peut pas être lu : .*fait une clé$/);
    for (const secret of text.split(/[:,]/).filter(({ length }) => length > 5)) {
      expect(JSON.stringify(refusal.words)).not.toContain(secret);
    }
  });
});

function refusalOf(reading: () => unknown): Refusal {
  try {
    reading();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('nothing was refused');
}
