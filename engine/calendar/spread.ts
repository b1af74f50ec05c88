import { type Duration, durationInMinutes } from './duration.ts';
import { msOfMinute } from './zone.ts';

const offsetBasis = 0x811c9dc5;
const prime = 0x01000193;

function utf8(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text.toWellFormed()) {
    const point = character.codePointAt(0) ?? 0;
    const tail = (shift: number) => 0x80 | ((point >> shift) & 0x3f);
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), tail(0));
    else if (point < 0x10000) bytes.push(0xe0 | (point >> 12), tail(6), tail(0));
    else bytes.push(0xf0 | (point >> 18), tail(12), tail(6), tail(0));
  }
  return bytes;
}

/**
 * FNV-1a, 32 bits, over the UTF-8 bytes of a text: an integer from 0 to 2^32 - 1.
 * Source: Fowler, Noll, Vo, offset basis 2166136261 and prime 16777619.
 */
export function fnv1a(text: string): number {
  let hash = offsetBasis;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    // Customer numbers are ASCII nearly always: then each character is its only byte.
    if (code >= 0x80) return hashOf(utf8(text));
    hash = Math.imul(hash ^ code, prime);
  }
  return hash >>> 0;
}

function hashOf(bytes: readonly number[]): number {
  let hash = offsetBasis;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, prime);
  return hash >>> 0;
}

/**
 * How long a customer's messages are put off so that not all leave in one minute: milliseconds, whole
 * minutes, from 0 to less than the duration. Equal for one customer everywhere and always.
 *
 * @example spread('customer-1', { amount: 20, unit: 'minute' }) // one of 0, 60_000, … 1_140_000
 */
export function spread(customer: string, duration: Duration): number {
  const minutes = durationInMinutes(duration);
  return minutes === 0 ? 0 : (fnv1a(customer) % minutes) * msOfMinute;
}
