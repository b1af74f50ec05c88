/**
 * One invoice's run as a workflow. Handlers put what comes into the inbox; one loop takes turns with the
 * reducer, arms the timer and lets the channels perform. All that it decides comes from `takeTurn`.
 *
 * A change here or in `engine/run` is a change of running workflows: recorded histories replay in the
 * tests, and what would break them goes behind `patched`.
 */
import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  workflowInfo,
} from '@temporalio/workflow';
import { newRun, nextWake, punctual, type TurnResult, takeTurn } from '../../../engine/run/index.ts';
import type {
  Answer,
  Event,
  Moves,
  Perform,
  Plan,
  RunOutcome,
  RunState,
  TraceLine,
} from '../../../schemas/index.ts';
import type { Unstored } from '../../carry/carry-run.ts';
import { leanState } from '../../carry/lean-state.ts';
import type { CarriedOn, Start } from '../contract.ts';
import { type PlanReference, referenceTo } from '../plan-reference.ts';
import { readable } from '../unreadable.ts';
import { flowActivities, performOn, problemOf } from './activities.ts';
import { Alarm } from './alarm.ts';
import { listen } from './handlers.ts';
import { Inbox } from './inbox.ts';
import { Ledger } from './ledger.ts';
import { Notes } from './notes.ts';
import { show } from './show.ts';
import { timerSummary } from './words.ts';

/** Events of one turn at most: the rest hears the next. */
const eventsAtOnce = 500;

const unanswered = { code: 'poisoned', message: 'the store gave no answer' };

export async function escalation(start: Start, reference: PlanReference): Promise<RunOutcome | null> {
  return new Escalation(readable(start), planIn(reference)).live();
}

function planIn(reference: PlanReference): Plan {
  const { plan, referenceTo: release } = readable(reference);
  if (plan !== null) return plan;
  // Fails the task, not the run: it is tried again until a worker can read plans.
  throw new Error(`release ${release} came without its plan`);
}

/** A turn as it was taken: from where, on what and when. */
interface Taken {
  readonly before: RunState;
  readonly events: readonly Event[];
  readonly now: number;
}

export class Escalation {
  plan: Plan;
  state: RunState;
  wake: number | null = null;
  readonly inbox = new Inbox();
  readonly notes: Notes;
  /** What the turn under way has taken from the inbox. */
  hearing: readonly Event[] = [];
  private turns: number;
  private readonly start: Start;
  private readonly alarm = new Alarm(() => this.inbox.ring());
  private readonly ledger: Ledger;
  /** Of the releases that it was ordered to move to. */
  private readonly plans = new Map<string, Plan>();
  private shown: Pick<CarriedOn, 'next' | 'stage'>;
  private inFlight = 0;

  constructor(start: Start, plan: Plan) {
    const { carriedOn } = start;
    this.start = start;
    this.plan = plan;
    this.state = carriedOn?.state ?? newRun(plan, start.run);
    this.turns = carriedOn?.turns ?? 0;
    this.shown = { next: (carriedOn ?? start).next ?? null, stage: carriedOn?.stage ?? null };
    this.ledger = new Ledger(carriedOn?.seq ?? 0, carriedOn?.lines ?? []);
    this.notes = new Notes(start.run, (event) => this.inbox.push(event));
    listen(this);
  }

  async live(): Promise<RunOutcome | null> {
    // A cancellation from outside is the order to stop: the store hears of it, and what is in flight ends.
    CancellationScope.current().cancelRequested.catch(() => this.inbox.push(this.stopOrder()));
    return CancellationScope.nonCancellable(async () => {
      while (!this.ended) {
        await this.takeTurn(this.inbox.take(eventsAtOnce));
        if (this.ended || this.inbox.length > 0) continue;
        this.alarm.arm(this.wake, timerSummary(this.plan, this.state, this.start.language));
        this.shown = show(this, this.shown);
        if (!this.alarm.rang && !this.shouldGoOnAnew()) await this.inbox.news();
        if (this.inbox.length === 0 && this.shouldGoOnAnew()) await this.goOnAnew();
      }
      await condition(() => allHandlersFinished() && !this.isBusy);
      return this.state.outcome;
    });
  }

  /** A run that begins less than a minute after its invoice was taken up begins with it. */
  private now(): number {
    const now = Date.now();
    const { takenUpAt } = this.start;
    return this.state.phase === 'new' && now - takenUpAt < punctual ? Math.min(now, takenUpAt) : now;
  }

  get ended(): boolean {
    return this.state.phase === 'finished';
  }

  private async takeTurn(taken: readonly Event[]): Promise<void> {
    const before = this.state;
    const now = this.now();
    this.hearing = taken;
    // Waits are few here, and for nothing never: the sandbox notes a stack trace at each.
    const events = taken.some(isMigration) ? await this.possible(taken) : taken;
    const turn = takeTurn({ plan: this.plan, state: before, events, now });
    let next = turn.next();
    const carried = next.done !== true;
    const answers = carried ? await this.carry(before, events, now) : [];
    let used = 0;
    while (next.done !== true) {
      if (next.value.type === 'load') {
        next = turn.next(await this.planOf(next.value.release));
      } else {
        const { ask } = next.value;
        next = turn.next(answers[used++] ?? { ask, problem: this.ledger.fault ?? unanswered });
      }
    }
    const { lines, asked } = next.value;
    const isStored =
      this.settle(next.value, carried && this.ledger.fault === null) ??
      (await this.store({ before, events, now }, lines));
    for (const perform of asked) this.ask(perform, isStored ? null : this.unstored(this.state));
    this.turns += 1;
    this.hearing = [];
  }

  /**
   * Without the orders that cannot be followed: to move to a release that the store lacks, or to a step
   * that it lacks. They are kept as Problems.
   */
  private async possible(events: readonly Event[]): Promise<readonly Event[]> {
    const possible: Event[] = [];
    for (const event of events) {
      const { release, moves } = event.type === 'ordered' && event.order === 'migrate' ? event : {};
      const fault = release === undefined ? null : await this.faultOf(release, moves);
      if (fault === null) possible.push(event);
      else this.notes.add(fault);
    }
    return possible;
  }

  private async faultOf(release: string, moves: Moves = {}): Promise<string | null> {
    try {
      const { steps } = await this.planOf(release);
      const isThere = Object.values(moves).every((to) => to === null || Object.hasOwn(steps, to));
      return isThere ? null : 'an order to move to a step that the release lacks';
    } catch (error) {
      if (problemOf(error).code !== 'unknown-release') throw error;
      return 'an order to move to a release that is not in the store';
    }
  }

  private async planOf(release: string): Promise<Plan> {
    if (release === this.plan.release) return this.plan;
    const known = this.plans.get(release) ?? planIn(await flowActivities.planOf(release));
    this.plans.set(release, known);
    return known;
  }

  /**
   * Keeps what came of a turn. True where it is stored already, false where it rides on its request, null
   * where it has to be stored now.
   */
  private settle({ plan, state, lines, asked, asides }: TurnResult, isStored: boolean): boolean | null {
    this.plan = plan;
    this.state = state;
    const wake = nextWake(this.plan, this.state);
    const changed = lines.length + asides.length > 0 || wake !== this.wake;
    this.wake = wake;
    const rides = asked.length > 0 && asides.length === 0;
    if (isStored) this.ledger.stored(lines.length);
    else if (rides || !changed) this.ledger.keep(lines);
    else return null;
    return isStored;
  }

  /** Has the store take the same turn; one that it could not answer is stored as it ended here. */
  private async store({ before, events, now }: Taken, lines: readonly TraceLine[]): Promise<boolean> {
    const isAsHere = this.ledger.fault !== null;
    if (isAsHere) {
      this.ledger.keep(lines);
      await this.carry(this.state, [], 0);
    } else await this.carry(before, events, now);
    const isStored = this.ledger.fault === null;
    if (isStored) this.ledger.stored(isAsHere ? 0 : lines.length);
    else {
      if (!isAsHere) this.ledger.keep(lines);
      // The store has no line of it: a person would look in vain for why the run stands still.
      const { code } = this.ledger.fault ?? unanswered;
      this.notes.add('the store could not take what became of the run', { code });
    }
    return isStored;
  }

  private async carry(state: RunState, events: readonly Event[], now: number): Promise<readonly Answer[]> {
    try {
      const answers = readable(await flowActivities.carry({ ...this.unstored(state), events, now }));
      this.ledger.fault = null;
      return answers;
    } catch (error) {
      this.ledger.fault = problemOf(error);
      return [];
    }
  }

  private ask(perform: Perform, given: Unstored | null): void {
    const unstored = given === null ? null : { ...given, state: leanState(given.state) };
    const kind = this.plan.steps[perform.step]?.kind ?? 'set';
    this.inFlight += 1;
    performOn(kind, perform, { run: this.start.run, perform, kind, unstored }).then((outcome) => {
      this.inFlight -= 1;
      if (unstored !== null && outcome.fate !== 'failed')
        this.ledger.storedUpTo(unstored.seq + unstored.lines.length);
      this.inbox.push({ type: 'performed', command: perform.id, outcome });
    });
  }

  private unstored(state: RunState): Unstored {
    const { chain } = this.start.carriedOn ?? { chain: 0 };
    const place = [chain, workflowInfo().historyLength, this.turns] as const;
    return { run: this.start.run, place, ...this.ledger.open, state };
  }

  private get isBusy(): boolean {
    return this.inFlight > 0 || this.notes.busy;
  }

  /** Only at rest: what is in flight would be lost with this history. */
  private shouldGoOnAnew(): boolean {
    return workflowInfo().continueAsNewSuggested && !this.isBusy && allHandlersFinished();
  }

  private async goOnAnew(): Promise<never> {
    const { carriedOn, ...start } = this.start;
    const chain = (carriedOn?.chain ?? 0) + 1;
    const { state, turns, shown } = this;
    return continueAsNew<(start: Start, plan: PlanReference) => Promise<RunOutcome | null>>(
      { ...start, carriedOn: { state, chain, turns, ...this.ledger.open, ...shown } },
      referenceTo(state.release),
    );
  }

  private stopOrder(): Event {
    return { type: 'ordered', id: `cancelled-${workflowInfo().runId}`, at: Date.now(), order: 'stop' };
  }
}

function isMigration(event: Event): boolean {
  return event.type === 'ordered' && event.order === 'migrate';
}
