import { z } from 'zod';
import { Duration, Window } from './duration.ts';
import { Amount } from './money.ts';

/** Rules about what may leave and when: the workspace sets defaults, a flow overrides them one by one. */
export const Policies = z
  .strictObject({
    window: Window,
    slot: z
      .union([Duration, z.literal('none')])
      .describe(
        'How long a customer’s messages are collected before they leave, such as `15 minutes`; or `none`.',
      ),
    cap: z
      .union([z.strictObject({ atMost: z.int().min(1).max(1000), per: Duration }), z.literal('none')])
      .describe(
        'Most contacts of one customer in a span of days, over all flows: `{ "atMost": 2, "per": "7 days" }`; or `none`.',
      ),
    minimumGap: Duration.describe('Least time between two contacts of a run after a late start.'),
    floor: Amount.describe('Below this open amount nothing is chased.'),
    grouping: z
      .enum(['invoice', 'customer'])
      .describe('One message an invoice, or one a customer for several invoices.'),
    formalAlone: z.boolean().describe('From tone formal on, a message goes alone.'),
    freshness: Duration.describe('Older data defer every contact.'),
    lateStart: z
      .enum(['compress', 'skip'])
      .describe(
        'After a late start: `compress` keeps every message with a gap, `skip` leaves out courtesy ones.',
      ),
    deferAtMost: Duration.describe('A contact put off longer becomes a task.'),
    promiseAtMost: Duration.describe('Total delay by promises before a person decides.'),
    visits: z.int().min(1).max(1000).describe('How often a run may enter the same step.'),
    spread: Duration.describe(
      'Waits are spread over this time by customer, so that not all leave in one minute.',
    ),
  })
  .describe('Rules about what may leave and when.');
export type Policies = Readonly<z.infer<typeof Policies>>;

export const defaultPolicies: Policies = {
  window: 'weekdays 09:00-18:00',
  slot: '15 minutes',
  cap: { atMost: 2, per: '7 days' },
  minimumGap: '3 days',
  floor: '0.00',
  grouping: 'invoice',
  formalAlone: true,
  freshness: '7 days',
  lateStart: 'compress',
  deferAtMost: '14 days',
  promiseAtMost: '45 days',
  visits: 5,
  spread: '20 minutes',
};

/** Lays overrides over a base, key by key. */
export function mergePolicies(
  base: Policies,
  override: { readonly [K in keyof Policies]?: Policies[K] | undefined } | undefined,
): Policies {
  const given = Object.entries(override ?? {}).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(given) };
}
