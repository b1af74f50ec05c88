import { domainToASCII } from 'node:url';
import type { Problem } from '../../../schemas/index.ts';

const localPart = /^[^\s\p{C}@,;:<>()[\]\\"]{1,64}$/u;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * Checks one address before it reaches a header or an envelope: one `@`, no white space, comma,
 * quote, bracket or control character, a domain that DNS can name (international ones too). Null
 * where it may be used.
 */
export function checkAddress(address: string): Problem | null {
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(0, at));
  const domain = domainToASCII(address.slice(at + 1));
  const labels = domain.split('.');
  const isDomain = labels.length > 0 && domain.length <= 253 && labels.every((part) => label.test(part));
  if (at > 0 && address.length <= 254 && localPart.test(local) && isDomain) return null;
  const shown = JSON.stringify(address.slice(0, 100));
  return {
    code: 'email.address',
    message: `${shown} is no email address; write one like name@company.example`,
  };
}

/** A name that may stand beside an address in a header: one line. */
export function headerName(name: string | null): string {
  return (name ?? '').replace(/[\p{C}\s]+/gu, ' ').trim();
}
