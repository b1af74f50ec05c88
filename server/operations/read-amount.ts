import { parseAmount } from '../../schemas/index.ts';
import { Refusal } from './refusal.ts';

/**
 * Reads a positive amount as people write it: `1250`, `1250.50`, `1 250,50`. Minor units.
 *
 * @throws Refusal that says what would be accepted.
 */
export function readAmount(text: string): number {
  const plain = text.replace(/[\s\u00a0\u202f€]/g, '').replace(/,(?=\d{1,2}$)/, '.');
  const minor = /^(0|[1-9]\d{0,12})(\.\d{1,2})?$/.test(plain) ? parseAmount(plain) : 0;
  if (minor > 0) return minor;
  const shown = text.slice(0, 50);
  throw new Refusal('not-acceptable', {
    fr: `« ${shown} » n’est pas un montant ; écrivez un nombre positif comme 1250,50`,
    en: `"${shown}" is no amount; write a positive number such as 1250.50`,
  });
}
