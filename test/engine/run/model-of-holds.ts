import type { Answer, Decide, Happened, Hold, Plan, Step } from '../../../schemas/index.ts';
import { answerOf, type World } from './random-world.ts';

export type Doing =
  /** To be begun, or begun again, when the run is free. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'asleep'; readonly until: number }
  | { readonly kind: 'stopped'; readonly left: number }
  | { readonly kind: 'deferred'; readonly until: number; readonly data: boolean }
  | { readonly kind: 'again' }
  | { readonly kind: 'uncertain'; readonly delivery: number }
  | { readonly kind: 'over'; readonly fate: 'done' | 'void' };

/** What a run stands under: the part of the model that knows of holds. */
export abstract class ModelOfHolds {
  world: World;
  luck = 0;
  now = 0;
  outcome: string | null = null;
  at = 0;
  step: string;
  readonly visits = new Map<string, number>();
  facts: readonly Hold[] = [];
  readonly problems = new Set<string>();
  deliveries: readonly number[] = [];
  protected readonly plan: Plan;
  protected readonly honoured = new Set<string>();
  protected readonly heard = new Map<string, Happened>();
  protected entered = 0;
  protected doing: Doing = { kind: 'nothing' };
  protected frozen = true;
  protected taskMade = false;
  /** True between what a listen took and the answer to *holds*. */
  protected taking = false;
  protected count = 0;
  protected pending: string | null = null;

  constructor(plan: Plan, world: World) {
    this.plan = plan;
    this.world = world;
    this.step = plan.start;
  }

  wake(): number | null {
    if (this.outcome !== null) return null;
    const times = this.facts.flatMap(({ until }) => until ?? []);
    if (this.free()) {
      if (this.doing.kind === 'asleep' || this.doing.kind === 'deferred') times.push(this.doing.until);
    }
    return times.length === 0 ? null : Math.min(...times);
  }

  protected current(): Step {
    const step = this.plan.steps[this.step];
    if (step === undefined) throw new RangeError(this.step);
    return step;
  }

  protected free(): boolean {
    if (this.taking || this.problems.size + this.deliveries.length > 0) return false;
    const step = this.current();
    const despite = 'despite' in step && step.despite !== undefined;
    return this.facts.every(({ cause }) => despite && (cause === 'promise' || cause === 'dispute'));
  }

  protected ask(ask: Decide['ask'], object: string | null = null): Answer {
    const { at, step, entered } = this;
    const command = { type: 'decide', ask, at, step, entered, object } as Decide;
    return answerOf(this.world, this.plan, command, this.luck);
  }

  protected finish(outcome: string): void {
    this.outcome ??= outcome;
  }

  protected standing(holds: readonly Hold[], blocks: boolean): readonly Hold[] {
    return holds.filter(({ cause, object }) => {
      const key = `${cause}:${object}`;
      if (cause === 'promise') return !this.honoured.has(key);
      const interrupt = cause === 'dispute' ? this.plan.interrupts.disputed : 'hold';
      if (interrupt === 'hold') return true;
      if (this.honoured.has(key)) return blocks;
      this.honoured.add(key);
      if (interrupt === 'end') this.finish('interrupted');
      else this.pending = interrupt.jump;
      return false;
    });
  }

  /** Asks *holds* and does what the answer says. */
  protected adopt(): void {
    const answer = this.ask('holds');
    if (!('holds' in answer)) return;
    this.taking = false;
    if (answer.settled !== null) {
      this.finish(answer.settled);
      return;
    }
    const { insolvent } = this.plan.interrupts;
    if (answer.insolvent && insolvent === 'end') {
      this.finish('insolvent');
      return;
    }
    this.facts = this.standing(answer.holds, false);
    if (answer.insolvent && typeof insolvent === 'object' && !this.honoured.has('insolvent')) {
      this.honoured.add('insolvent');
      this.pending = insolvent.jump;
    }
    const way = this.pending;
    this.pending = null;
    if (way !== null && this.outcome === null) this.enter(way);
    else this.settle();
  }

  /** Stops what the holds stop, and lets go what they no longer stop. */
  protected abstract settle(): void;

  protected abstract enter(id: string): void;
}
