/**
 * The third driver: one customer's runs in memory, under a virtual clock. Customers do not influence
 * each other, so a whole ledger is one customer after another.
 *
 * At each instant: first what happened, in the order of the script, then the wakes, then, once every
 * run is at rest, the mailroom for all that was asked; again until nothing moves.
 */
import type { Answer, Decide, Event, Perform, PerformOutcome } from '../../schemas/index.ts';
import { isContact } from '../../schemas/index.ts';
import { type Context, decide } from '../decide/index.ts';
import {
  copiesOf,
  type MailRequest,
  newSlot,
  receive,
  receiveAlone,
  recipientOf,
} from '../mailroom/index.ts';
import { createWalk, isHeld } from '../run/index.ts';
import { applyChange, type Timed } from './change.ts';
import { effects, performTask } from './perform.ts';
import { type Asked, isFor, keyOf, placed, type Running, type Waiting } from './running.ts';
import type { SimulatedInvoice, SimulatedRun, SimulationOptions } from './simulated.ts';
import { createWorld, factsOn, type World } from './world.ts';

/** Longest loop at one instant, against a flow that never comes to rest. */
const roundLimit = 1000;

const none: readonly never[] = [];
const nobody: ReadonlyMap<string, Waiting> = new Map();

class CustomerSimulation {
  private readonly world: World;
  private readonly runs: readonly Running[];
  private readonly options: SimulationOptions;
  private readonly contacts: number[];
  private asked: readonly Asked[] = none;
  private waiting = nobody;
  private slots: { readonly id: string; readonly endsAt: number }[] = [];
  private slotCount = 0;
  private now = 0;

  constructor(invoices: readonly SimulatedInvoice[], options: SimulationOptions) {
    this.options = options;
    this.contacts = [...(options.contacts ?? [])];
    this.world = createWorld(invoices.map(({ facts }) => facts));
    this.runs = this.world.invoices.flatMap((invoice, index) => {
      const simulated = invoices[index];
      if (simulated === undefined) return [];
      const { prepared, startsAt, run } = simulated;
      return [{ invoice, prepared, walk: createWalk(prepared.plan, run), wake: startsAt, context: null }];
    });
  }

  run(): readonly SimulatedRun[] {
    const events = this.options.events?.toSorted((a, b) => a.at - b.at) ?? none;
    let next = 0;
    for (;;) {
      const happens = events[next]?.at ?? Number.POSITIVE_INFINITY;
      const wakes = this.nextWake();
      const at = Math.min(happens, wakes);
      if (at > this.options.until || at === Number.POSITIVE_INFINITY) break;
      this.now = Math.max(this.now, at);
      for (let event = events[next]; event !== undefined && event.at <= this.now; event = events[next]) {
        next += 1;
        this.happen(event, next);
      }
      this.wakeAll();
      this.mailAll();
    }
    return this.runs.map(({ walk: { state, lines } }) => ({ run: state.run, state, lines }));
  }

  private nextWake(): number {
    let wake = Number.POSITIVE_INFINITY;
    for (const running of this.runs) {
      if (running.wake !== null && running.wake < wake) wake = running.wake;
    }
    return wake;
  }

  private happen({ at, invoice: index, change }: Timed, count: number): void {
    const running = this.runs[index];
    if (running === undefined) return;
    this.world.overdueOn = null;
    const event = applyChange(running.invoice, change, { id: `script-${count}`, at });
    if (running.walk.state.phase === 'new') return;
    this.feed(running, placed(running, event));
    if (event.type === 'happened' && event.what === 'insolvent') this.tellOthers(running, event);
  }

  private tellOthers(told: Running, event: Event): void {
    for (const other of this.runs) {
      if (other !== told && other.walk.state.phase === 'running') this.feed(other, event);
    }
  }

  private wakeAll(): void {
    for (const running of this.runs) {
      if (running.wake === null || running.wake > this.now) continue;
      const starts = running.walk.state.phase === 'new';
      this.feed(running, { type: starts ? 'started' : 'woke', at: this.now });
    }
  }

  private mailAll(): void {
    for (let round = 0; this.asked.length > 0; round += 1) {
      if (round > roundLimit) throw new RangeError('the runs of a customer never come to rest');
      this.mail();
      this.wakeAll();
    }
  }

  /** The facts are live: a context of the same instant serves again. */
  private contextOf(running: Running, at: number): Context {
    const { calendar } = this.options;
    const facts = factsOn(this.world, running.invoice, calendar.zone.dayOf(at));
    if (running.context?.at !== at) running.context = { prepared: running.prepared, at, calendar, facts };
    return running.context;
  }

  private feed(running: Running, event: Event): void {
    const { walk } = running;
    const commands = walk.take(event);
    running.wake = walk.state.sleeping;
    for (const command of commands) {
      if (command.type === 'decide') {
        this.feed(running, { type: 'decided', command: command.id, answer: this.decide(running, command) });
      } else if (command.type === 'perform') {
        if (command.task === null) this.asked = [...this.asked, { running, perform: command }];
        else this.performAside(running, command);
      }
    }
  }

  private decide(running: Running, command: Decide): Answer {
    const context = this.contextOf(running, command.at);
    if (command.ask !== 'variant') return decide(command, context).answer;
    const { world } = this;
    const experiment = `${running.prepared.plan.flow}/${command.step}`;
    const { answer } = decide(command, context, world.variants.get(experiment) ?? null);
    if (answer.ask === 'variant' && !('problem' in answer))
      world.variants = new Map([...world.variants, [experiment, answer.variant]]);
    return answer;
  }

  private performAside(running: Running, perform: Perform): void {
    if (perform.task !== null) performTask(running.invoice, perform.task, perform.object);
    this.feed(running, { type: 'performed', command: perform.id, outcome: { fate: 'done' } });
  }

  private requestOf({ running, perform }: Asked, slot: string | null): MailRequest | undefined {
    const step = running.prepared.plan.steps[perform.step];
    if (step === undefined) return undefined;
    return { key: keyOf(running), perform, step, context: this.contextOf(running, this.now), slot };
  }

  /** Members of slots whose run still waits for them. */
  private stillWaiting(): readonly MailRequest[] {
    return [...this.waiting.values()].flatMap((one) => {
      const { prepared } = one.running;
      const { state } = one.running.walk;
      const wants =
        state.open?.type === 'perform' &&
        (state.open.status === 'deferred' || state.open.status === 'asked') &&
        isFor(one, state.step, state.visit) &&
        !isHeld(state, prepared.plan.steps[state.step]);
      return wants ? (this.requestOf(one, one.slot) ?? []) : [];
    });
  }

  private runsUnderWay(): number {
    let count = 0;
    for (const { walk } of this.runs) if (walk.state.phase === 'running') count += 1;
    return count;
  }

  private mail(): void {
    const [first] = this.asked;
    if (this.asked.length > 1 || first === undefined || !this.mailAlone(first)) this.mailTogether();
  }

  /** The common case, a single request that no slot concerns. False where it is not that. */
  private mailAlone(asked: Asked): boolean {
    if (this.waiting.size > 0) return false;
    const request = this.requestOf(asked, null);
    if (request === undefined) return false;
    const outcome = receiveAlone(request, { contacts: this.contacts, runs: this.runsUnderWay() });
    if (outcome === undefined) return false;
    this.asked = none;
    if (outcome === null) this.carryOut(asked, [asked]);
    this.answer(asked, outcome ?? { fate: 'done' });
    return true;
  }

  /** The slot in which the very same request waits. */
  private slotOf({ running, perform }: Asked): string | null {
    const waiting = this.waiting.get(keyOf(running));
    return waiting !== undefined && isFor(waiting, perform.step, perform.visit) ? waiting.slot : null;
  }

  private mailTogether(): void {
    const asked = new Map(this.asked.map((one) => [keyOf(one.running), one]));
    this.asked = none;
    const requests = [...asked.values()].flatMap((one) => this.requestOf(one, this.slotOf(one)) ?? []);
    const reception = receive(requests, {
      contacts: this.contacts,
      slots: this.slots,
      waiting: this.stillWaiting(),
      runs: this.runsUnderWay(),
    });
    if (reception.closed.length > 0)
      this.slots = this.slots.filter(({ id }) => !reception.closed.includes(id));
    if (reception.opened !== null) {
      this.slotCount += 1;
      this.slots.push({ id: `slot-${this.slotCount}`, endsAt: reception.opened.endsAt });
    }
    const before = this.waiting;
    const lotOf = (key: string) => asked.get(key) ?? before.get(key);
    this.takeSeats(asked, reception.joined);
    const left = new Set<string>();
    for (const { lead, members } of reception.groups) {
      const first = lotOf(lead);
      const all = members.flatMap((key) => lotOf(key) ?? []);
      if (first !== undefined) this.carryOut(first, all);
      for (const key of members) left.add(key);
    }
    for (const [key, one] of asked) {
      this.answer(one, left.has(key) ? { fate: 'done' } : reception.answers.get(key));
    }
  }

  /** Who asked waits no more, but for those that have joined a slot. */
  private takeSeats(asked: ReadonlyMap<string, Asked>, joined: ReadonlyMap<string, string>): void {
    if (this.waiting.size + joined.size === 0) return;
    const waiting = new Map(this.waiting);
    for (const key of asked.keys()) waiting.delete(key);
    for (const [key, slot] of joined) {
      const one = asked.get(key);
      if (one === undefined) continue;
      const { running, perform } = one;
      waiting.set(key, { running, perform, slot: slot === newSlot ? `slot-${this.slotCount}` : slot });
    }
    this.waiting = waiting;
  }

  private answer({ running, perform }: Asked, outcome: PerformOutcome | undefined): void {
    if (outcome !== undefined) this.feed(running, { type: 'performed', command: perform.id, outcome });
  }

  private carryOut(lead: Asked, members: readonly Asked[]): void {
    const step = lead.running.prepared.plan.steps[lead.perform.step];
    if (step === undefined) return;
    if (isContact(step)) this.contacts.push(this.now);
    const effect = effects[step.kind];
    if (effect !== undefined)
      for (const { running, perform } of members) effect(running.invoice, step, perform);
    if (this.options.onContact === undefined) return;
    const { facts } = this.contextOf(lead.running, this.now);
    const recipient = recipientOf(step, facts) ?? null;
    this.options.onContact({
      at: this.now,
      run: lead.running.walk.state.run,
      step,
      visit: lead.perform.visit,
      recipient,
      copies: copiesOf(step, facts, recipient),
      invoices: members.map(({ running }) => running.invoice),
      planned: lead.perform.planned,
      late: lead.perform.late,
    });
  }
}

/** Walks all invoices of one customer through their flows. */
export function simulateCustomer(
  invoices: readonly SimulatedInvoice[],
  options: SimulationOptions,
): readonly SimulatedRun[] {
  return new CustomerSimulation(invoices, options).run();
}
