/** What the test server does with a message. */
export const behaviours = [
  'accept',
  'refuse',
  'refuse-sender',
  'greylist',
  'drop-at-rcpt',
  'drop-before-dot',
  'drop-after-dot',
  'silent-after-dot',
  'reject-data',
  'defer-data',
] as const;

export type Behaviour = (typeof behaviours)[number] | `delay-${number}`;

/** Reads a mode; null where there is no such one. */
export function parseBehaviour(text: string): Behaviour | null {
  const delay = /^delay-(\d{1,6})$/.exec(text)?.[1];
  if (delay !== undefined) return `delay-${Number(delay)}`;
  return behaviours.find((behaviour) => behaviour === text) ?? null;
}

/** A recipient such as `refuse@a.example` asks for its own treatment; others get the server's mode. */
export function behaviourFor(address: string, mode: Behaviour): Behaviour {
  return parseBehaviour(address.split('@')[0] ?? '') ?? mode;
}

/** A message that the server took over, whatever it answered. */
export interface AcceptedMessage {
  readonly at: number;
  readonly messageId: string | null;
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}
