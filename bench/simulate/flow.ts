import { prepare } from '../../engine/decide/index.ts';
import { compileFlow } from '../../engine/flow/index.ts';
import { createCatalogue } from '../../engine/rules/index.ts';
import { defaultPolicies, type Flow, type Step, type Tone } from '../../schemas/index.ts';

function email(id: string, tone: Tone, next: string): Step {
  return { id, kind: 'email', to: ['billing'], message: id, tone, next };
}

function wait(id: string, days: number, next: string): Step {
  return { id, kind: 'wait', until: { from: 'due', days }, next };
}

/** Days after the due date at which the three waits end. */
export const waits = [-3, 7, 21] as const;

/** Open amounts from here on, in minor units, take the firmer letter. */
export const large = 500_000;

/** Eight steps with a branch, and an end. Each walk enters eight of the nine. */
export const flow: Flow = {
  id: 'bench',
  name: 'Eight steps',
  currency: 'EUR',
  start: 'before',
  steps: [
    wait('before', waits[0], 'friendly'),
    email('friendly', 'prevention', 'first'),
    wait('first', waits[1], 'amount'),
    {
      id: 'amount',
      kind: 'branch',
      cases: [
        {
          name: 'large',
          when: { all: [{ fact: 'invoice.open', operator: 'greaterThanInclusive', value: '5000.00' }] },
          next: 'firm',
        },
      ],
      else: 'courteous',
    },
    email('courteous', 'courtesy', 'second'),
    email('firm', 'firm', 'second'),
    wait('second', waits[2], 'last'),
    email('last', 'firm', 'end'),
    { id: 'end', kind: 'end' },
  ],
};

export const stepsEntered = 8;

export const prepared = prepare(
  compileFlow(flow, { release: 'sha256:bench', policies: defaultPolicies }),
  createCatalogue({}),
);
