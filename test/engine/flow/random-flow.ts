import fc from 'fast-check';
import { type Condition, Flow, operators, type Step } from '../../../schemas/index.ts';

/** Ids that are keys of objects elsewhere, or look like numbers, are the ones worth trying. */
const id = fc.oneof(
  fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,8}$/),
  fc.constantFrom('tostring', 'valueof', '0', '10', '9', 'next', 'id', 'steps'),
);
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 });
const duration = fc.constantFrom(
  '0 days',
  '1 day',
  '15 minutes',
  '4 hours',
  '2 business days',
  '1 week',
  '30 days',
);
const amount = fc.constantFrom('0', '12.5', '50.00', '9999999.99');
const role = fc.constantFrom('billing', 'accountant', 'cfo', 'manager');
const roles = fc.uniqueArray(role, { minLength: 1, maxLength: 3 });
const tone = fc.constantFrom('prevention', 'courtesy', 'firm', 'formal', 'mise-en-demeure');
const scalar = fc.oneof(text, fc.integer(), fc.boolean());

/** Conditions of every shape; their facts need not exist. */
export const randomCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({
      fact: fc.constantFrom('invoice.open', 'customer.segment', 'nothing'),
      operator: fc.constantFrom(...operators),
      value: fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 3 })),
    }),
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
})).condition;

/** An object with some of its optional keys left out. */
function some<T extends object, K extends keyof T>(
  keys: { [P in keyof T]: fc.Arbitrary<T[P]> },
  required: readonly K[],
) {
  return fc.record(keys, { requiredKeys: [...required] });
}

function named<T extends object>(
  next: fc.Arbitrary<string>,
  rest: { [P in keyof T]: fc.Arbitrary<T[P]> },
  minLength: number,
) {
  const entry = fc.record({ name: text, next, ...rest });
  return fc.uniqueArray(entry, { minLength, maxLength: 3, selector: ({ name }) => name });
}

function contact(next: fc.Arbitrary<string>) {
  return {
    to: roles,
    message: id,
    tone,
    next,
    bounced: next,
    unreachable: next,
    despite: fc.uniqueArray(fc.constantFrom('promised', 'disputed'), { maxLength: 2 }),
  };
}

const sends = ['to', 'message', 'tone', 'next'] as const;

/** The parts of a step that depend on its kind. */
function bodies(next: fc.Arbitrary<string>): readonly fc.Arbitrary<object>[] {
  const attach = fc.uniqueArray(fc.constant('invoice'), { maxLength: 1 });
  const who = fc.constantFrom('owner', 'team', 'a@example.org');
  const of = (kind: string, body: fc.Arbitrary<object>) => body.map((fields) => ({ kind, ...fields }));
  const until = some(
    {
      from: fc.constantFrom('due', 'issued', 'delivery', 'step'),
      step: next,
      days: fc.integer({ min: -10, max: 60 }),
      count: fc.constantFrom('calendar', 'business'),
      at: fc.constantFrom('09:00', '17:30'),
      atLeast: duration,
    },
    ['from', 'days'],
  );
  const outcome = some(
    { on: fc.constantFrom('replied', 'promised', 'task-done'), outcome: fc.constant(['done']), tag: text },
    ['on'],
  );
  return [
    of('wait', fc.record({ until, next })),
    of(
      'listen',
      some(
        {
          since: next,
          outcomes: fc
            .uniqueArray(fc.tuple(text, next, outcome), {
              minLength: 1,
              maxLength: 3,
              selector: ([name]) => name,
            })
            .map((list) => list.map(([name, to, rest]) => ({ name, ...rest, next: to }))),
          within: duration,
          timeout: next,
        },
        ['outcomes', 'within', 'timeout'],
      ),
    ),
    of(
      'branch',
      some({ cases: named(next, { when: randomCondition }, 1), else: next, unknown: next }, [
        'cases',
        'else',
      ]),
    ),
    of('experiment', fc.record({ variants: named(next, { weight: fc.integer({ min: 1, max: 100 }) }, 2) })),
    of('email', some({ ...contact(next), cc: roles, attach }, sends)),
    of('sms', some(contact(next), sends)),
    of('letter', some({ ...contact(next), attach }, sends)),
    of('registered-letter', some({ ...contact(next), attach }, sends)),
    of(
      'call',
      some({ to: roles, script: id, assign: who, within: duration, next }, [
        'to',
        'script',
        'within',
        'next',
      ]),
    ),
    of(
      'webhook',
      fc.record({ url: fc.constantFrom('https://example.org/hook', 'http://localhost:8080'), next }),
    ),
    of('notify', some({ who, message: id, next }, ['message', 'next'])),
    of(
      'approve',
      some({ who, question: text, within: duration, approved: next, refused: next, timeout: next }, [
        'question',
        'within',
        'approved',
        'refused',
        'timeout',
      ]),
    ),
    of(
      'set',
      some(
        { tag: fc.array(text, { maxLength: 2 }), untag: fc.array(text, { maxLength: 2 }), stage: text, next },
        ['next'],
      ),
    ),
    of('handoff', fc.record({ to: text, next })),
    of('end', some({ outcome: fc.constantFrom('completed', 'handed-over') }, [])),
  ];
}

function interruptsTo(next: fc.Arbitrary<string>) {
  const jump = fc.record({ jump: next });
  const interrupt = fc.oneof(fc.constantFrom('hold', 'end'), jump);
  const tag = text.filter((name) => !['__proto__', 'constructor', 'prototype'].includes(name));
  return some(
    {
      disputed: interrupt,
      promised: some({ grace: duration, broken: fc.oneof(fc.constantFrom('continue', 'end'), jump) }, []),
      tags: fc.dictionary(tag, interrupt, { maxKeys: 3, noNullPrototype: true }),
      insolvent: fc.oneof(fc.constantFrom('handoff', 'end'), jump),
    },
    [],
  );
}

const policies = some(
  {
    window: fc.constantFrom('always', 'weekdays 09:00-18:00', 'mon,wed'),
    cap: fc.oneof(fc.constant('none'), fc.record({ atMost: fc.integer({ min: 1, max: 9 }), per: duration })),
    minimumGap: duration,
    floor: amount,
    formalAlone: fc.boolean(),
    visits: fc.integer({ min: 1, max: 9 }),
  },
  [],
);

/** Flows that the schema accepts, with every kind of step, joined at random. */
export const randomFlow: fc.Arbitrary<Flow> = fc
  .uniqueArray(id, { minLength: 1, maxLength: 7 })
  .chain((ids) => {
    const next = fc.constantFrom(...ids);
    const head = some({ name: fc.string({ maxLength: 5 }), note: text }, []);
    const step = fc.tuple(head, fc.oneof(...bodies(next)));
    return fc.record({
      head: some(
        { note: text, entry: fc.record({ when: randomCondition }), policies, interrupts: interruptsTo(next) },
        [],
      ),
      name: text,
      start: next,
      steps: fc.tuple(
        ...ids.map((each) => step.map(([names, body]) => ({ id: each, ...names, ...body }) as Step)),
      ),
    });
  })
  .map(({ head, ...rest }) => Flow.parse({ id: 'flux', currency: 'EUR', ...head, ...rest }));
