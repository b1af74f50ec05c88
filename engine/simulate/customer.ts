/**
 * The third driver: one customer's runs in memory, under a virtual clock. Customers do not influence
 * each other, so a whole ledger is one customer after another.
 *
 * At each instant: first what happened, in the order of the script, then the wakes, then, once every
 * run is at rest, the mailroom for all that was asked; again until nothing moves.
 */
import type { Answer, Decide, Event, Perform, PerformOutcome } from '../../schemas/index.ts';
import { isContact } from '../../schemas/index.ts';
import { decide, type Prepared } from '../decide/index.ts';
import {
  copiesOf,
  type MailRequest,
  newSlot,
  receive,
  receiveAlone,
  recipientOf,
} from '../mailroom/index.ts';
import { createWalk, isHeld, type Walk } from '../run/index.ts';
import { applyChange, type Timed } from './change.ts';
import { effects, performTask } from './perform.ts';
import type { SimulatedInvoice, SimulatedRun, SimulationOptions } from './simulated.ts';
import { createWorld, factsOn, type World, type WorldInvoice } from './world.ts';

interface Running {
  readonly invoice: WorldInvoice;
  readonly prepared: Prepared;
  readonly walk: Walk;
  wake: number | null;
}

interface Asked {
  readonly running: Running;
  readonly perform: Perform;
}

/** Longest loop at one instant, against a flow that never comes to rest. */
const roundLimit = 1000;

function keyOf(running: Running, perform: Perform): string {
  return `${running.walk.state.run}/${perform.step}/${perform.visit}`;
}

class CustomerSimulation {
  private readonly world: World;
  private readonly runs: readonly Running[];
  private readonly options: SimulationOptions;
  private readonly contacts: number[];
  private asked: Asked[] = [];
  private waiting = new Map<string, Asked & { readonly slot: string }>();
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
      return [{ invoice, prepared, walk: createWalk(prepared.plan, run), wake: startsAt }];
    });
  }

  run(): readonly SimulatedRun[] {
    const events = [...(this.options.events ?? [])].sort((a, b) => a.at - b.at);
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
    const event = applyChange(running.invoice, change, { id: `script-${count}`, at });
    if (running.walk.state.phase === 'new') return;
    if (event.type === 'happened' && event.what === 'bounced')
      this.feed(running, this.bounceOf(running, event));
    else this.feed(running, event);
    if (event.type === 'happened' && event.what === 'insolvent') this.tellOthers(running, event);
  }

  /** A bounce belongs to the last message that left. */
  private bounceOf(running: Running, event: Event): Event {
    const step = Object.entries(running.walk.state.trail)
      .filter(([id, visit]) => visit.delivered !== null && isContactStep(running, id))
      .sort((a, b) => (b[1].delivered ?? 0) - (a[1].delivered ?? 0))[0]?.[0];
    return event.type === 'happened' && step !== undefined ? { ...event, step } : event;
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

  private contextOf({ invoice, prepared }: Running, at: number) {
    const { calendar } = this.options;
    return { prepared, at, calendar, facts: factsOn(this.world, invoice, calendar.zone.dayOf(at)) };
  }

  private feed(running: Running, event: Event): void {
    const { walk } = running;
    const commands = walk.take(event);
    running.wake = walk.state.sleeping;
    for (const command of commands) {
      if (command.type === 'decide') {
        this.feed(running, { type: 'decided', command: command.id, answer: this.decide(running, command) });
      } else if (command.type === 'perform') {
        if (command.task === null) this.asked.push({ running, perform: command });
        else this.performAside(running, command);
      }
    }
  }

  private decide(running: Running, command: Decide): Answer {
    const context = this.contextOf(running, command.at);
    if (command.ask !== 'variant') return decide(command, context).answer;
    const { variants } = this.world;
    const experiment = `${running.prepared.plan.flow}/${command.step}`;
    const { answer } = decide(command, context, variants.get(experiment) ?? null);
    if (answer.ask === 'variant' && !('problem' in answer)) variants.set(experiment, answer.variant);
    return answer;
  }

  private performAside(running: Running, perform: Perform): void {
    if (perform.task !== null) performTask(running.invoice, perform.task, perform.object);
    this.feed(running, { type: 'performed', command: perform.id, outcome: { fate: 'done' } });
  }

  private requestOf({ running, perform }: Asked, slot: string | null): MailRequest[] {
    const step = running.prepared.plan.steps[perform.step];
    if (step === undefined) return [];
    return [
      { key: keyOf(running, perform), perform, step, context: this.contextOf(running, this.now), slot },
    ];
  }

  /** Members of slots whose run still waits for them. */
  private stillWaiting(): readonly MailRequest[] {
    return [...this.waiting].flatMap(([key, one]) => {
      const { prepared } = one.running;
      const { state } = one.running.walk;
      const wants =
        state.open?.type === 'perform' &&
        (state.open.status === 'deferred' || state.open.status === 'asked') &&
        `${state.run}/${state.step}/${state.visit}` === key &&
        !isHeld(state, prepared.plan.steps[state.step]);
      return wants ? this.requestOf(one, one.slot) : [];
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
    const [request] = this.requestOf(asked, null);
    if (request === undefined) return false;
    const outcome = receiveAlone(request, { contacts: this.contacts, runs: this.runsUnderWay() });
    if (outcome === undefined) return false;
    this.asked = [];
    if (outcome === null) this.carryOut(asked, [asked]);
    this.answer(asked, outcome ?? { fate: 'done' });
    return true;
  }

  private mailTogether(): void {
    const asked = new Map(this.asked.map((one) => [keyOf(one.running, one.perform), one]));
    this.asked = [];
    const requests = [...asked].flatMap(([key, one]) =>
      this.requestOf(one, this.waiting.get(key)?.slot ?? null),
    );
    const reception = receive(requests, {
      contacts: this.contacts,
      slots: this.slots,
      waiting: this.stillWaiting(),
      runs: this.runsUnderWay(),
    });
    const lot = new Map([...this.waiting, ...asked]);
    this.slots = this.slots.filter(({ id }) => !reception.closed.includes(id));
    if (reception.opened !== null) {
      this.slotCount += 1;
      this.slots.push({ id: `slot-${this.slotCount}`, endsAt: reception.opened.endsAt });
    }
    for (const key of asked.keys()) this.waiting.delete(key);
    const answers = new Map(reception.answers);
    for (const { lead, members } of reception.groups) {
      const first = lot.get(lead);
      if (first !== undefined)
        this.carryOut(
          first,
          members.flatMap((key) => lot.get(key) ?? []),
        );
      for (const key of members) answers.set(key, { fate: 'done' });
    }
    for (const [key, slot] of reception.joined) {
      const one = asked.get(key);
      if (one !== undefined)
        this.waiting.set(key, { ...one, slot: slot === newSlot ? `slot-${this.slotCount}` : slot });
    }
    for (const [key, one] of asked) this.answer(one, answers.get(key));
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

function isContactStep({ prepared }: Running, id: string): boolean {
  const step = prepared.plan.steps[id];
  return step !== undefined && isContact(step);
}

/** Walks all invoices of one customer through their flows. */
export function simulateCustomer(
  invoices: readonly SimulatedInvoice[],
  options: SimulationOptions,
): readonly SimulatedRun[] {
  return new CustomerSimulation(invoices, options).run();
}
