import type { Answer, Happened, Perform } from '../../../schemas/index.ts';
import { type Doing, ModelOfHolds } from './model-of-holds.ts';
import { outcomeOf } from './random-world.ts';

export const asking = [
  'disputed',
  'dispute-closed',
  'promised',
  'tagged',
  'untagged',
  'held',
  'released',
  'reversed',
];

/** What a run does at its step: the part of the model that knows the kinds. */
export abstract class ModelOfSteps extends ModelOfHolds {
  private heardEarlier = false;

  protected override settle(): void {
    if (this.outcome !== null || this.taking) return;
    const { doing } = this;
    if (!this.free()) {
      const clock = this.current().kind;
      if (!this.frozen && doing.kind === 'asleep' && (clock === 'listen' || clock === 'approve'))
        this.doing = { kind: 'stopped', left: Math.max(0, doing.until - this.at) };
      this.frozen = true;
    } else if (this.frozen) {
      this.frozen = false;
      this.thaw(doing);
    }
  }

  protected thaw(doing: Doing): void {
    if (this.visits.size === 0) this.enter(this.step);
    else if (doing.kind === 'over') this.goOn(doing.fate);
    else if (doing.kind === 'again' || (doing.kind === 'deferred' && doing.until <= this.at)) this.perform();
    else if (doing.kind === 'stopped') {
      this.doing = { kind: 'asleep', until: this.at + doing.left };
      this.takeEarlier();
    } else if (doing.kind === 'nothing' || doing.kind === 'asleep') this.begin();
  }

  protected override enter(id: string): void {
    this.step = id;
    this.entered = this.at;
    this.doing = { kind: 'nothing' };
    this.taskMade = false;
    this.visits.set(id, (this.visits.get(id) ?? 0) + 1);
    this.frozen = true;
    if ((this.visits.get(id) ?? 0) > this.plan.policies.visits) this.problems.add('too-many-visits');
    else if (this.taking) this.beginWhileAsking();
    else this.settle();
  }

  /** What was entered by a listen acts at once; what it asks waits for the answer to *holds*. */
  protected beginWhileAsking(): void {
    const { kind } = this.current();
    if (kind === 'listen') this.takeEarlier();
    else if (kind === 'end') this.begin();
    else if (!['wait', 'branch', 'experiment'].includes(kind) && this.heldOnlyByQuestion()) this.perform();
  }

  protected heldOnlyByQuestion(): boolean {
    this.taking = false;
    const free = this.free();
    this.taking = true;
    return free;
  }

  protected begin(): void {
    const step = this.current();
    switch (step.kind) {
      case 'wait':
        this.sleep();
        return;
      case 'listen':
        if (!this.takeEarlier()) this.sleep();
        return;
      case 'approve':
        if (!this.taskMade) this.perform();
        else if (!this.takeEarlier()) this.sleep();
        return;
      case 'branch':
        this.branch(this.ask('which'));
        return;
      case 'experiment': {
        const answer = this.ask('variant');
        const name = 'variant' in answer ? answer.variant : '';
        this.enter(step.variants.find((one) => one.name === name)?.next ?? '');
        return;
      }
      case 'end':
        this.finish(step.outcome ?? 'completed');
        return;
      default:
        this.perform();
        return;
    }
  }

  protected branch(answer: Answer): void {
    const step = this.current();
    if (step.kind !== 'branch' || !('way' in answer)) return;
    if (answer.way === 'case') this.enter(step.cases[0]?.next ?? '');
    else if (answer.way === 'else') this.enter(step.else);
    else if (step.unknown !== undefined) this.enter(step.unknown);
    else this.problem('unknown-value');
  }

  protected problem(code: string): void {
    this.problems.add(code);
    this.settle();
  }

  protected sleep(): void {
    const answer = this.ask('when');
    if ('problem' in answer) {
      if (this.doing.kind !== 'asleep') this.doing = { kind: 'nothing' };
      this.problem(answer.problem.code);
    } else if (answer.ask === 'when') {
      const now = this.current().kind === 'wait' && answer.at <= this.at;
      this.doing = { kind: 'asleep', until: answer.at };
      if (now) this.due();
    }
  }

  protected due(): void {
    const step = this.current();
    if (step.kind === 'wait') this.enter(step.next);
    else if (step.kind === 'listen' || step.kind === 'approve') this.enter(step.timeout);
  }

  protected goOn(fate: 'done' | 'void'): void {
    const step = this.current();
    if (!this.free()) {
      this.doing = { kind: 'over', fate };
      this.frozen = true;
    } else if (step.kind === 'approve') {
      this.doing = { kind: 'nothing' };
      if (fate === 'void') this.enter(step.refused);
      else this.begin();
    } else if ('next' in step) this.enter(step.next);
  }

  protected perform(): void {
    const { step, at } = this;
    const command = { type: 'perform', id: '', step, at, task: null } as Perform;
    const outcome = outcomeOf(this.world, this.plan, command, this.luck, this.now);
    switch (outcome.fate) {
      case 'done':
      case 'void':
        if (outcome.fate === 'done') this.taskMade = true;
        this.goOn(outcome.fate);
        return;
      case 'blocked':
        this.doing = { kind: 'again' };
        this.frozen = true;
        this.facts = this.standing(outcome.holds, true);
        return;
      case 'deferred':
        this.doing = { kind: 'deferred', until: outcome.until, data: outcome.orRefreshed === true };
        // New data may have come while the request was carried out.
        if (this.taking && this.doing.data) this.doing = { ...this.doing, until: at };
        return;
      case 'failed':
        this.doing = { kind: 'again' };
        this.problem(outcome.problem.code);
        return;
      case 'unreachable': {
        const now = this.current();
        this.doing = { kind: 'again' };
        const way = 'unreachable' in now ? now.unreachable : undefined;
        if (way === undefined) this.problem('no-address');
        else this.leave(way);
        return;
      }
      case 'uncertain':
        this.count += 1;
        this.doing = { kind: 'uncertain', delivery: this.count };
        this.deliveries = [...this.deliveries, this.count];
        this.settle();
        return;
    }
  }

  /** Leaves the step by a way that waits for the answer to *holds*, if one is open. */
  protected leave(way: string): void {
    if (this.taking) this.pending = way;
    else this.enter(way);
  }

  protected wants(event: Happened): boolean {
    const step = this.current();
    if (this.visits.size === 0 || (step.kind !== 'wait' && event.at < this.entered)) return false;
    if (step.kind === 'wait') return event.what === 'due-date-moved' && this.doing.kind === 'asleep';
    if (step.kind === 'listen') return step.outcomes.some(({ on }) => on === event.what);
    const answered = event.outcome === 'approved' || event.outcome === 'refused';
    return (
      step.kind === 'approve' &&
      event.what === 'task-done' &&
      event.step === step.id &&
      answered &&
      this.taskMade
    );
  }

  protected take(event: Happened): void {
    const step = this.current();
    if (step.kind === 'wait') {
      this.sleep();
      return;
    }
    this.heard.delete(event.what);
    if (step.kind === 'approve') {
      this.enter(event.outcome === 'approved' ? step.approved : step.refused);
      return;
    }
    if (step.kind !== 'listen') return;
    const nested = this.taking;
    const asks = asking.includes(event.what) && !nested && !this.heardEarlier;
    this.taking = asks || nested;
    if (asks && event.what === 'disputed' && this.plan.interrupts.disputed !== 'hold')
      this.honoured.add(`dispute:${event.object}`);
    this.enter(step.outcomes.find(({ on }) => on === event.what)?.next ?? '');
    if (!asks || this.outcome !== null) return;
    this.adopt();
  }

  protected takeEarlier(): boolean {
    const earliest = [...this.heard.values()]
      .filter((event) => event.at >= this.entered && this.wantsEarly(event))
      .sort((a, b) => a.at - b.at || (a.what < b.what ? -1 : 1))[0];
    if (earliest === undefined) return false;
    this.heardEarlier = true;
    this.take(earliest);
    this.heardEarlier = false;
    return true;
  }

  protected wantsEarly(event: Happened): boolean {
    const { taskMade } = this;
    this.taskMade = true;
    const wanted = this.current().kind !== 'wait' && this.wants(event);
    this.taskMade = taskMade;
    return wanted;
  }
}
