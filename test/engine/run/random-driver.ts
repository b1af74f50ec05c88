import { isDeepStrictEqual } from 'node:util';
import { advance, createWalk, newRun, nextWake, type Walk } from '../../../engine/run/index.ts';
import type {
  Decide,
  Event,
  Happening,
  Order,
  Ordered,
  Perform,
  Plan,
  RunState,
} from '../../../schemas/index.ts';
import { answerOf, holdsOf, newWorld, outcomeOf, type World } from './random-world.ts';
import { sayCommand, sayEvent, sayLine } from './sentences.ts';

/** A law of the reducer that a walk broke, with the walk as sentences. */
export class Broken extends Error {}

/**
 * A driver that carries commands out late, in any order, and tells what happened late, doubled and
 * shuffled. After every event it checks the laws that hold at any moment.
 */
export class RandomDriver {
  readonly plan: Plan;
  readonly world: World = newWorld();
  readonly told: string[] = [];
  /** What came from outside, in the order in which the run was told. */
  readonly heard: Event[] = [];
  state: RunState;
  now = 0;
  private readonly inPlace: Walk;
  private readonly asked: (Decide | Perform)[] = [];
  private readonly post: Event[] = [];
  private readonly ids = new Set<string>();
  private sleeping: number | null = null;
  private count = 0;

  constructor(plan: Plan) {
    this.plan = plan;
    this.state = newRun(plan, 'run-1');
    this.inPlace = createWalk(plan, 'run-1');
    this.tell({ type: 'started', at: 0 });
  }

  fail(law: string): never {
    throw new Broken([law, ...this.told].join('\n  '));
  }

  tell(event: Event): void {
    const before = this.state;
    this.told.push(`> ${sayEvent(event)}`);
    if (event.type !== 'decided' && event.type !== 'performed') this.heard.push(event);
    const next = advance(this.plan, before, event);
    this.told.push(...next.lines.map((line) => `    ${sayLine(line)}`));
    this.told.push(...next.commands.map((command) => `    ${sayCommand(command)}`));
    const read = advance(this.plan, JSON.parse(JSON.stringify(before)), event);
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(read)), JSON.parse(JSON.stringify(next))))
      this.fail('T10 a state read back goes on identically');
    const taken = this.inPlace.take(event);
    if (!isDeepStrictEqual([this.inPlace.state, taken], [next.state, next.commands]))
      this.fail('a run walked in place goes the same way');
    if (next.state === before && next.commands.length + next.lines.length > 0)
      this.fail('T9 the same state gives nothing');
    this.state = next.state;
    for (const command of next.commands) {
      if (command.type === 'sleep') this.sleeping = command.until;
      else if (command.type !== 'finish') this.note(command);
    }
    this.check(event);
  }

  private note(command: Decide | Perform): void {
    if (this.ids.has(command.id)) this.fail(`T11 ${command.id} was used before`);
    this.ids.add(command.id);
    this.asked.push(command);
  }

  private check(event: Event): void {
    const { state, plan } = this;
    if (state.phase === 'finished') return;
    const wake = nextWake(plan, state);
    if (wake !== this.sleeping) this.fail(`sleeps until ${this.sleeping}, wakes at ${wake}`);
    if (event.type === 'woke') return;
    const again = advance(plan, state, event);
    if (again.state !== state) this.fail('T9 the same event again is nothing');
  }

  get quiet(): boolean {
    return this.asked.length + this.post.length === 0;
  }

  /** Carries out one command that was asked for; its answer goes to the post. */
  carry(pick: number, luck: number): void {
    const [command] = this.asked.splice(pick % Math.max(1, this.asked.length), 1);
    if (command === undefined) return;
    if (command.type === 'decide') {
      const answer = answerOf(this.world, this.plan, command, luck);
      this.post.push({ type: 'decided', command: command.id, answer });
    } else {
      const outcome = outcomeOf(this.world, this.plan, command, luck, this.now);
      this.post.push({ type: 'performed', command: command.id, outcome });
    }
  }

  /** Delivers one of the letters in the post, and perhaps once more later. */
  deliver(pick: number, twice: boolean): void {
    const [event] = this.post.splice(pick % Math.max(1, this.post.length), 1);
    if (event === undefined) return;
    if (twice) this.post.push(event);
    this.tell(event);
  }

  drain(luck: number): void {
    for (let round = 0; !this.quiet; round += 1) {
      if (round > 500) this.fail('the run never comes to rest');
      this.carry(0, luck);
      this.deliver(0, false);
    }
  }

  wake(): void {
    const wake = nextWake(this.plan, this.state);
    if (wake !== null && wake <= this.now) this.tell({ type: 'woke', at: this.now });
  }

  happen(what: Happening, more: { object?: string; tag?: string; step?: string } = {}): void {
    this.count += 1;
    const outcome = what === 'task-done' ? { outcome: 'approved' as const } : {};
    this.post.push({ type: 'happened', id: `event-${this.count}`, at: this.now, what, ...more, ...outcome });
  }

  order(order: Order, more: Partial<Ordered> = {}): void {
    this.count += 1;
    this.tell({ type: 'ordered', id: `order-${this.count}`, at: this.now, order, ...more });
  }

  /** Once all is delivered: the run is over, held, asleep, or nothing was overlooked. */
  checkRest(): void {
    const { state, plan } = this;
    if (state.phase === 'finished') return;
    const wake = nextWake(plan, state);
    if (wake !== null && wake <= this.now) this.fail('a wake in the past');
    if (state.holds.length === 0 && wake === null) this.fail('rests without a reason');
    const facts = new Set(holdsOf(this.world).map(({ cause, object }) => `${cause}:${object}`));
    for (const { cause, object } of state.holds) {
      if (cause !== 'delivery' && cause !== 'problem' && !facts.has(`${cause}:${object}`))
        this.fail(`held by ${cause} ${object}, which is over`);
    }
    for (const key of facts) {
      const [cause] = key.split(':');
      const honoured = state.honoured.includes(key);
      if (!honoured && !state.holds.some((hold) => `${hold.cause}:${hold.object}` === key))
        this.fail(`${cause} stands and holds nobody`);
    }
  }

  /** Sleeps until the next wake, as often as it takes; the run must come to rest each time. */
  sleep(luck: number): void {
    for (let round = 0; round < 12; round += 1) {
      const wake = nextWake(this.plan, this.state);
      if (wake === null || wake > this.now) return;
      this.wake();
      this.drain(luck);
    }
    this.fail('wakes again and again');
  }
}
