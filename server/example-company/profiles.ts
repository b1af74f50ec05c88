import type { FieldValue } from '../../schemas/index.ts';

/** How often a group of customers pays late, by how much, and how it is chased. */
export interface Profile {
  /** How many invoices are open: from, to. */
  readonly open: readonly [number, number];
  /** Days between due date and payment of the invoices paid before: mean; null without any history. */
  readonly delay: number | null;
  /** Factor on usual amounts. */
  readonly size: number;
  /** Days from issue to due date. */
  readonly term: number;
  readonly tags: readonly string[];
  readonly custom: Readonly<Record<string, FieldValue>>;
}

const usual = { open: [4, 6], delay: 9, size: 1, term: 30, tags: [], custom: {} } as const satisfies Profile;

function chasedAs(profile: string, more: Partial<Profile> = {}): Profile {
  return { ...usual, custom: { profile }, ...more };
}

/** Each profile leads to another flow of the example workspace, by its conditions of entry. */
export const profiles = {
  ordinary: usual,
  loyal: { ...usual, delay: 1 },
  late: { ...usual, delay: 32 },
  fresh: { ...usual, open: [2, 4], delay: null },
  key: { ...usual, open: [10, 14], delay: 6, size: 2, tags: ['grand-compte'] },
  silent: { ...usual, open: [4, 5], delay: 24, tags: ['sans-reponse'] },
  riskHigh: { ...usual, delay: 26, custom: { risk: 'high' } },
  riskMedium: { ...usual, custom: { risk: 'medium' } },
  riskLow: { ...usual, delay: 3, custom: { risk: 'low' } },
  channels: chasedAs('multicanal'),
  shared: chasedAs('suivi-partage', { term: 45 }),
  classic: chasedAs('classique', { delay: 14 }),
  regular: chasedAs('independant', { open: [2, 4], size: 0.8, term: 30 }),
  trial: chasedAs('essai', { delay: 11 }),
} as const satisfies Readonly<Record<string, Profile>>;

export type ProfileName = keyof typeof profiles;
