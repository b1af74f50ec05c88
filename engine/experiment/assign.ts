import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

export interface WeightedVariant {
  readonly name: string;
  /** A positive whole number; only its share of the sum counts. */
  readonly weight: number;
}

export interface Assignment<V extends WeightedVariant> {
  /** The id of the experiment; another one deals the customers anew. */
  readonly experiment: string;
  /** The id of the customer, so that all his invoices take the same variant. */
  readonly customer: string;
  /** At least one. */
  readonly variants: readonly V[];
}

const twoTo52 = 2 ** 52;

/**
 * A number from 0 (included) to 1 (excluded) that a text always has: the first 52 bits of the
 * SHA-256 of its UTF-8 bytes, over 2^52.
 */
export function uniformOf(text: string): number {
  const bytes = sha256(utf8ToBytes(text));
  let bits = 0;
  for (const byte of bytes.subarray(0, 6)) bits = bits * 256 + byte;
  return (bits * 16 + ((bytes[6] ?? 0) >> 4)) / twoTo52;
}

/**
 * Proposes the variant of a customer: the place of his number on the line of the variants' weights.
 *
 * Equal for equal input, everywhere. Other weights, another order or another set of variants may
 * give another answer: the first one is stored and this function only proposes it.
 *
 * @example assignVariant({ experiment: 'exp-a', customer: 'customer-1', variants }) // one of them
 * @throws RangeError without variants, or for a weight that is no positive number.
 */
export function assignVariant<V extends WeightedVariant>(assignment: Assignment<V>): V {
  const { experiment, customer, variants } = assignment;
  const total = variants.reduce((sum, variant) => sum + variant.weight, 0);
  const last = variants[variants.length - 1];
  if (last === undefined || !variants.every((variant) => variant.weight > 0)) {
    throw new RangeError(`experiment "${experiment}" needs variants with positive weights`);
  }
  let left = uniformOf(`${customer}:${experiment}`) * total;
  for (const variant of variants) {
    if (left < variant.weight) return variant;
    left -= variant.weight;
  }
  return last;
}
