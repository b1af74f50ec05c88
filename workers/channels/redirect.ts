import { domainToASCII } from 'node:url';
import type { Workspace } from '../../schemas/index.ts';
import type { Mailbox } from './channel.ts';

export interface Recipients {
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
}

export interface Redirected extends Recipients {
  /** Addresses that were meant, where the workspace sends everything to one address. */
  readonly instead: readonly string[];
  /** Addresses outside the allowed domains; they are not written to. */
  readonly withheld: readonly string[];
}

/**
 * Applies the workspace's guards to the recipients of one message: `redirectAllTo` replaces them
 * all, `allowDomains` withholds those of other domains (subdomains are other domains). With nobody
 * left in `to` the message must not leave.
 */
export function applyRedirect(
  recipients: Recipients,
  workspace: Pick<Workspace, 'redirectAllTo' | 'allowDomains'>,
): Redirected {
  const { redirectAllTo, allowDomains } = workspace;
  const all = [...recipients.to, ...recipients.cc].map(({ address }) => address);
  if (redirectAllTo !== undefined)
    return { to: [{ name: null, address: redirectAllTo }], cc: [], instead: all, withheld: [] };
  if (allowDomains === undefined) return { ...recipients, instead: [], withheld: [] };
  const allowed = new Set(allowDomains.map(normalDomain));
  const mayReceive = ({ address }: Mailbox): boolean => allowed.has(domainOf(address));
  return {
    to: recipients.to.filter(mayReceive),
    cc: recipients.cc.filter(mayReceive),
    instead: [],
    withheld: all.filter((address) => !allowed.has(domainOf(address))),
  };
}

/** The domain of an address in its ASCII form, in lower case. */
export function domainOf(address: string): string {
  return normalDomain(address.slice(address.lastIndexOf('@') + 1));
}

function normalDomain(domain: string): string {
  const plain = domain.trim().toLowerCase();
  return domainToASCII(plain) || plain;
}
