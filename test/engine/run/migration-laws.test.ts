/** What holds for every migration, whenever it comes: nothing leaves twice, nothing is lost. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newRun, nextWake, takeTurn } from '../../../engine/run/index.ts';
import type { Decide, Event, Moves, Perform, Plan, RunState, Step } from '../../../schemas/index.ts';
import { approve, call, email, end, notify, planOf, wait } from './plans.ts';
import { msOfDay } from './sentences.ts';

interface Migration {
  readonly on: number;
  /** Null for something that concerns nobody, which moves the run's time as an order does. */
  readonly to: Plan | null;
  readonly moves?: Moves;
}

interface Left {
  readonly day: number;
  readonly step: string;
}

const days = 60;

/** A run from day to day, with every question answered at once and every request on the following day. */
class House {
  readonly left: Left[] = [];
  state: RunState;
  private plan: Plan;
  private readonly plans: ReadonlyMap<string, Plan>;
  private due: Perform[] = [];

  constructor(plan: Plan, others: readonly Plan[]) {
    this.plan = plan;
    this.plans = new Map([plan, ...others].map((one) => [one.release, one]));
    this.state = newRun(plan, 'run-1');
  }

  day(on: number, orders: readonly Event[]): void {
    const performed = this.due.map(
      ({ id }): Event => ({ type: 'performed', command: id, outcome: { fate: 'done' } }),
    );
    const events = [...orders, ...performed];
    const turn = takeTurn({ plan: this.plan, state: this.state, events, now: on * msOfDay });
    let next = turn.next();
    while (next.done !== true) {
      const need = next.value;
      if (need.type === 'load') {
        const found = this.plans.get(need.release);
        if (found === undefined) throw new RangeError(need.release);
        next = turn.next(found);
      } else next = turn.next(this.answer(need));
    }
    this.plan = next.value.plan;
    this.state = next.value.state;
    this.due = [...next.value.asked];
    this.left.push(...this.due.map(({ step }) => ({ day: on, step })));
  }

  private answer({ ask, step, entered }: Decide) {
    const here = this.plans.get(this.state.release)?.steps[step] ?? this.plan.steps[step];
    if (ask === 'holds') return { ask, settled: null, insolvent: false, holds: [] } as const;
    const length = here?.kind === 'wait' ? here.until.days : 2;
    const at = entered + length * msOfDay;
    return { ask: 'when', at, planned: at, late: false } as const;
  }
}

function live(plan: Plan, migrations: readonly Migration[]): House {
  const house = new House(
    plan,
    migrations.flatMap(({ to }) => to ?? []),
  );
  for (let on = 0; on < days; on += 1) {
    const orders = migrations.flatMap(({ on: when, to, moves = {} }, index): Event[] => {
      if (when !== on) return [];
      const id = `order-${index}`;
      if (to === null) return [{ type: 'happened', id, at: on * msOfDay, what: 'replied' }];
      return [{ type: 'ordered', id, at: on * msOfDay, order: 'migrate', release: to.release, moves }];
    });
    house.day(on, orders);
  }
  return house;
}

const makers: readonly ((id: string, next: string, days: number) => Step)[] = [
  (id, next, length) => wait(id, next, { from: 'step', days: length }),
  (id, next) => email(id, next),
  (id, next) => call(id, next),
  (id, next) => notify(id, next),
  (id, next) => approve(id, next, next, next),
];

interface Drawn {
  readonly id: string;
  readonly kind: number;
  readonly days: number;
}

function planFrom(drawn: readonly Drawn[], release: string, prefix = ''): Plan {
  const steps = drawn.map(({ id, kind, days: length }, index) => {
    const next = drawn[index + 1];
    const make = makers[kind] ?? email;
    return make(`${prefix}${id}`, next === undefined ? 'fin' : `${prefix}${next.id}`, length);
  });
  return planOf([...steps, end], { release });
}

const ladder: fc.Arbitrary<readonly Drawn[]> = fc
  .array(fc.record({ kind: fc.nat({ max: makers.length - 1 }), days: fc.integer({ min: 0, max: 6 }) }), {
    minLength: 2,
    maxLength: 10,
  })
  .map((steps) => steps.map((step, index) => ({ ...step, id: `s${index}` })));

const moments = fc.array(fc.nat({ max: days - 1 }), { minLength: 1, maxLength: 4 });

test('a migration to the same release changes nothing that leaves, whenever and how often it comes', () => {
  fc.assert(
    fc.property(ladder, moments, (steps, ons) => {
      const plan = planFrom(steps, 'r1');

      const undisturbed = live(
        plan,
        ons.map((on) => ({ on, to: null })),
      );
      const migrated = live(
        plan,
        ons.map((on) => ({ on, to: plan })),
      );

      expect(migrated.left).toEqual(undisturbed.left);
      expect(migrated.state.outcome).toBe(undisturbed.state.outcome);
    }),
    { numRuns: 500 },
  );
});

test('a run never performs a step twice, to and fro between releases with renamed and removed steps', () => {
  fc.assert(
    fc.property(ladder, fc.array(fc.boolean(), { maxLength: 10 }), moments, (steps, gone, ons) => {
      const kept = steps.filter((_step, index) => gone[index] !== true);
      const [one, other] = [planFrom(steps, 'r1'), planFrom(kept, 'r2', 'n')];
      const there = Object.fromEntries(
        steps.map(({ id }) => [id, kept.some((step) => step.id === id) ? `n${id}` : null]),
      );
      const back = Object.fromEntries(kept.map(({ id }) => [`n${id}`, id]));
      const migrations = ons
        .toSorted((a, b) => a - b)
        .map((on, index) =>
          index % 2 === 0 ? { on, to: other, moves: there } : { on, to: one, moves: back },
        );

      const { left, state } = live(one, migrations);

      const approvals = new Set(steps.filter(({ kind }) => kind === 4).map(({ id }) => id));
      const performed = left.map(({ step }) => step.replace(/^n/, '')).filter((id) => !approvals.has(id));
      expect(performed).toEqual([...new Set(performed)]);
      const rests = state.phase === 'finished' || state.holds.length > 0 || state.open !== null;
      expect(rests || nextWake(state.release === 'r1' ? one : other, state) !== null).toBe(true);
    }),
    { numRuns: 500 },
  );
});
