/** What a merge without a conflict promises to both authors. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkFlow, formatFlow, mergeFlows } from '../../../engine/flow/index.ts';
import { normaliseFlow } from '../../../engine/flow/normalise.ts';
import type { Flow, Step } from '../../../schemas/index.ts';
import { type Edit, head, insertAfter, ladder, remove, set } from './edits.ts';
import { randomFlow } from './random-flow.ts';

const runs = { numRuns: 300 };
const size = 8;

const edit: fc.Arbitrary<Edit> = fc
  .record({
    what: fc.constantFrom(
      'tone',
      'message',
      'note',
      'days',
      'insert',
      'insert',
      'remove',
      'floor',
      'visits',
      'name',
    ),
    at: fc.nat({ max: size - 1 }),
    value: fc.integer({ min: 1, max: 4 }),
    who: fc.constantFrom('a', 'b', 'c'),
  })
  .map(({ what, at, value, who }): Edit => {
    const [id, mail, pause] = [`s${at}`, `s${at | 1}`, `s${at & ~1}`];
    switch (what) {
      case 'tone':
        return set(mail, { tone: value % 2 === 0 ? 'firm' : 'formal' });
      case 'message':
        return set(mail, { message: `m${value}` });
      case 'note':
        return set(id, { note: `remarque ${value}` });
      case 'days':
        return set(pause, { until: { from: 'due', days: 20 + value } });
      case 'insert':
        return insertAfter(id, `n${at}${who}${value}`);
      case 'remove':
        return remove(id);
      case 'floor':
        return (flow) => head({ policies: { ...flow.policies, floor: `${value}.00` } })(flow);
      case 'visits':
        return (flow) => head({ policies: { ...flow.policies, visits: value } })(flow);
      default:
        return head({ name: `Flux ${value}` });
    }
  });

const author = fc.array(edit, { maxLength: 4 }).map(
  (edits): Edit =>
    (flow) =>
      edits.reduce((now, change) => change(now), flow),
);

/** Every value of a flow by its place: steps by id, then their fields; policies by name. */
function places(flow: Flow): ReadonlyMap<string, string> {
  const { steps, policies = {}, ...rest } = normaliseFlow(flow);
  const of = (prefix: string, value: object) =>
    Object.entries(value).map(([key, one]) => [`${prefix}/${key}`, JSON.stringify(one)] as const);
  return new Map([
    ...of('', rest),
    ...of('policies', policies),
    ...steps.flatMap((step: Step) => of(step.id, step)),
  ]);
}

test('what exactly one author changed is in the merge as that author has it', () => {
  fc.assert(
    fc.property(author, author, (one, other) => {
      const base = ladder(size);
      const [ours, theirs] = [one(base), other(base)];

      const { ours: merged, conflicts } = mergeFlows(base, ours, theirs);

      fc.pre(conflicts.length === 0);
      const [was, mine, yours, now] = [base, ours, theirs, merged].map(places) as [
        ReadonlyMap<string, string>,
        ReadonlyMap<string, string>,
        ReadonlyMap<string, string>,
        ReadonlyMap<string, string>,
      ];
      for (const place of new Set([...was.keys(), ...mine.keys(), ...yours.keys()])) {
        const [old, left, right] = [was.get(place), mine.get(place), yours.get(place)];
        expect([place, now.get(place)]).toEqual([place, left === old ? right : left]);
      }
    }),
    { numRuns: 500 },
  );
});

test('a merge of sound versions is sound, or says why not', () => {
  fc.assert(
    fc.property(author, author, (one, other) => {
      const base = ladder(size);
      const sound = (flow: Flow) =>
        checkFlow(formatFlow(flow), { publish: true }).problems.every(
          ({ severity }) => severity === 'warning',
        );
      const [ours, theirs] = [one(base), other(base)];
      fc.pre(sound(ours) && sound(theirs));

      const { ours: merged, conflicts } = mergeFlows(base, ours, theirs);

      expect(conflicts.length > 0 || sound(merged)).toBe(true);
    }),
    runs,
  );
});

test('with nothing to merge the changed version is the merge, byte for byte', () => {
  fc.assert(
    fc.property(randomFlow, randomFlow, (base, changed) => {
      const same = formatFlow(changed);

      expect(formatFlow(mergeFlows(base, changed, base).ours)).toBe(same);
      expect(formatFlow(mergeFlows(base, base, changed).ours)).toBe(same);
      expect(formatFlow(mergeFlows(base, changed, changed).ours)).toBe(same);
      expect(mergeFlows(base, changed, base).conflicts).toEqual([]);
    }),
    runs,
  );
});

test('who is called ours makes no difference but for the order', () => {
  fc.assert(
    fc.property(author, author, (one, other) => {
      const base = ladder(size);
      const [ours, theirs] = [one(base), other(base)];

      const left = mergeFlows(base, ours, theirs);
      const right = mergeFlows(base, theirs, ours);

      expect(left.conflicts.length).toBe(right.conflicts.length);
      expect(places(left.ours)).toEqual(places(right.theirs));
      expect(places(left.theirs)).toEqual(places(right.ours));
    }),
    runs,
  );
});

test('any three flows are merged without a throw', () => {
  fc.assert(
    fc.property(fc.option(randomFlow), randomFlow, randomFlow, (base, ours, theirs) => {
      expect(() => mergeFlows(base, ours, theirs)).not.toThrow();
    }),
    runs,
  );
});
