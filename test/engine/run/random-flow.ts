import fc from 'fast-check';
import { defaultPolicies, type Plan, type Step } from '../../../schemas/index.ts';
import { approve, call, email, end, listen, notify, planOf, wait } from './plans.ts';

const kinds = [
  'wait',
  'email',
  'despite',
  'call',
  'notify',
  'listen',
  'branch',
  'experiment',
  'approve',
] as const;

interface Drawn {
  readonly kind: (typeof kinds)[number];
  /** Where the ways of the step lead, as places in the flow; any number is brought into range. */
  readonly ways: readonly [number, number, number];
  readonly days: number;
}

function stepOf({ kind, ways, days }: Drawn, place: number, all: readonly Drawn[]): Step {
  const id = `${kind}-${place}`;
  const to = (way: number): string => {
    const target = (place + way) % (all.length + 1);
    const step = all[target];
    return step === undefined ? 'fin' : `${step.kind}-${target}`;
  };
  const [a, b, c] = ways.map(to) as [string, string, string];
  switch (kind) {
    case 'wait':
      return wait(id, a, { from: 'step', days });
    case 'email':
      return email(id, a, { bounced: b, ...(days % 2 === 0 ? { unreachable: c } : {}) });
    case 'despite':
      return { ...email(id, a), id, despite: ['promised', 'disputed'] } as Step;
    case 'call':
      return call(id, a);
    case 'notify':
      return notify(id, a);
    case 'listen':
      return listen(
        id,
        [
          { name: 'réponse', on: 'replied', next: a },
          { name: 'litige', on: 'disputed', next: b },
          { name: 'promesse', on: 'promised', next: c },
        ],
        b,
      );
    case 'branch':
      return {
        id,
        kind,
        cases: [
          { name: 'gros', when: { fact: 'invoice.open', operator: 'greaterThan', value: '1.00' }, next: a },
        ],
        else: b,
        ...(days % 2 === 0 ? { unknown: c } : {}),
      };
    case 'experiment':
      return {
        id,
        kind,
        variants: [
          { name: 'a', weight: 1, next: a },
          { name: 'b', weight: 1, next: b },
        ],
      };
    case 'approve':
      return approve(id, a, b, c);
  }
}

/** A flow of three to eight steps of all kinds, drawn forwards more often than backwards. */
export function randomPlan(): fc.Arbitrary<Plan> {
  const way = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 2 }) }, fc.nat({ max: 8 }));
  const drawn = fc.record({
    kind: fc.constantFrom(...kinds),
    ways: fc.tuple(way, way, way),
    days: fc.integer({ min: 0, max: 5 }),
  });
  const interrupt = fc.constantFrom('hold', 'hold', 'end', 'jump');
  return fc
    .record({
      drawn: fc.array(drawn, { minLength: 3, maxLength: 8 }),
      disputed: interrupt,
      broken: fc.constantFrom('continue', 'end', 'jump'),
      insolvent: fc.constantFrom('end', 'jump'),
    })
    .map(({ drawn: all, disputed, broken, insolvent }) => {
      const steps = all.map(stepOf);
      const jump = { jump: steps[steps.length - 1]?.id ?? 'fin' };
      return planOf([...steps, end], {
        policies: { ...defaultPolicies, visits: 3 },
        interrupts: {
          disputed: disputed === 'jump' ? jump : (disputed as 'hold' | 'end'),
          promised: { grace: '1 day', broken: broken === 'jump' ? jump : (broken as 'continue' | 'end') },
          insolvent: insolvent === 'jump' ? jump : 'end',
        },
      });
    });
}
