import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyOrder } from '../../../engine/flow/format.ts';
import {
  checkFlow,
  describeStep,
  diffFlows,
  formatFlow,
  hashFlow,
  readDocument,
} from '../../../engine/flow/index.ts';
import { Flow, stepSchemas } from '../../../schemas/index.ts';
import { randomFlow } from './random-flow.ts';

function reread(text: string): Flow {
  return Flow.parse(JSON.parse(text));
}

test('formatting what was formatted gives the same bytes', () => {
  fc.assert(
    fc.property(randomFlow, (flow) => {
      const once = formatFlow(flow);

      const twice = formatFlow(reread(once));

      expect(twice).toBe(once);
    }),
  );
});

test('a formatted flow means the same', () => {
  fc.assert(
    fc.property(randomFlow, (flow) => {
      const read = readDocument(formatFlow(flow));

      expect(read.problems).toEqual([]);
      expect(hashFlow(Flow.parse(read.value))).toBe(hashFlow(flow));
    }),
  );
});

test('the order of steps and of keys, notes and $schema are no part of the hash', () => {
  fc.assert(
    fc.property(randomFlow, fc.infiniteStream(fc.nat()), (flow, numbers) => {
      const keyed = flow.steps.map((step) => ({ step, rank: numbers.next().value ?? 0 }));
      const shuffled = keyed.toSorted((a, b) => a.rank - b.rank).map(({ step }) => ({ ...step, note: 'vu' }));
      const turned = Object.fromEntries(Object.entries({ ...flow, steps: shuffled }).reverse());

      const other = Flow.parse({ $schema: '../flow.schema.json', ...turned, note: 'relu' });

      expect(hashFlow(other)).toBe(hashFlow(flow));
      expect(diffFlows(flow, other, 'fr')).toEqual([]);
    }),
  );
});

test('two flows differ exactly when their hashes do', () => {
  fc.assert(
    fc.property(randomFlow, randomFlow, fc.nat(), fc.nat(), (one, other, from, to) => {
      const step = other.steps[from % other.steps.length];
      const place = to % one.steps.length;
      const steps = one.steps.map((old, index) => (index === place && step ? { ...step, id: old.id } : old));
      const changed: Flow = { ...one, steps };

      for (const [a, b] of [
        [one, other],
        [one, changed],
        [changed, one],
      ] as const) {
        expect(diffFlows(a, b, 'en').length === 0).toBe(hashFlow(a) === hashFlow(b));
      }
      expect(diffFlows(one, one, 'en')).toEqual([]);
    }),
  );
});

test('every step and every change has a sentence in both languages', () => {
  fc.assert(
    fc.property(randomFlow, randomFlow, (one, other) => {
      const sentences = (['fr', 'en'] as const).flatMap((language) => [
        ...one.steps.map((step) => describeStep(step, language)),
        ...diffFlows(one, other, language).map(({ sentence }) => sentence),
      ]);

      for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|\[object|^$/);
    }),
  );
});

test('any JSON and any text is checked without throwing, and a refusal says why', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string(), fc.string({ unit: 'binary' })), (text) => {
      const { problems, flow } = checkFlow(text, { publish: true });

      expect(flow).toBeUndefined();
      expect(problems.length).toBeGreaterThan(0);
      for (const { line } of problems) expect(line).toBeGreaterThanOrEqual(1);
    }),
  );
});

test('a flow with any value put in any place is checked without throwing', () => {
  fc.assert(
    fc.property(randomFlow, fc.nat(), fc.jsonValue(), (flow, place, value) => {
      let at = 0;
      const text = JSON.stringify(
        flow,
        (key, old: unknown) => (key !== '' && at++ === place % 60 ? value : old),
        2,
      );

      const { problems, flow: accepted } = checkFlow(text, { publish: true });

      expect(accepted === undefined).toBe(problems.some(({ severity }) => severity !== 'warning'));
      if (accepted !== undefined) expect(Flow.safeParse(accepted).success).toBe(true);
    }),
  );
});

test('every key of every step has its place in the order of keys', () => {
  const keys = Object.values(stepSchemas).flatMap((schema) => Object.keys(schema.shape));

  expect(keys.filter((key) => !keyOrder.includes(key))).toEqual([]);
  expect(new Set(keyOrder).size).toBe(keyOrder.length);
});
