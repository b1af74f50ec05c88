import { z } from 'zod';

/** An amount as a decimal string with at most two decimals; the currency stands beside it. */
export const amountPattern = /^-?(0|[1-9]\d{0,12})(\.\d{1,2})?$/;

export const Amount = z.string().regex(amountPattern).describe('An amount as a decimal string: `1250.00`.');

export const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('An ISO 4217 currency code.');

/**
 * Parses a decimal string into minor units (cents).
 *
 * @example parseAmount('12.5') // 1250
 * @throws RangeError when the text is no amount; parse with {@link Amount} first.
 */
export function parseAmount(text: string): number {
  if (!amountPattern.test(text)) throw new RangeError(`"${text}" is no amount; write it like "1250.00"`);
  const negative = text.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  const minor = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return negative && minor !== 0 ? -minor : minor;
}

/**
 * Writes minor units as a decimal string with two decimals.
 *
 * @example formatAmount(-1205) // '-12.05'
 */
export function formatAmount(minor: number): string {
  const size = Math.abs(minor);
  const cents = size % 100;
  const text = `${Math.trunc(size / 100)}.${cents < 10 ? '0' : ''}${cents}`;
  return minor < 0 ? `-${text}` : text;
}
