/**
 * A run as SPEC.md tells it, written without a look at the reducer and as plainly as can be: a set of
 * holds, a position, what the step is doing. Questions and requests are answered on the spot, so it
 * says where a run rests, not how it gets there.
 */
import type { Event, Happened, Hold, Ordered } from '../../../schemas/index.ts';
import { asking, ModelOfSteps } from './model-of-steps.ts';

export class Model extends ModelOfSteps {
  tell(event: Event): void {
    if (this.outcome !== null) return;
    if (event.type === 'started') this.adopt();
    else if (event.type === 'woke') this.woke(event.at);
    else if (event.type === 'happened' || event.type === 'ordered') {
      if (event.type === 'ordered' && !this.leads(event)) return;
      this.at = Math.max(this.at, event.at);
      if (event.type === 'happened') this.happened(event);
      else this.ordered(event);
    }
    this.settle();
  }

  private happened(event: Happened): void {
    if (['paid', 'credited', 'written-off', 'insolvent'].includes(event.what)) {
      this.adopt();
      return;
    }
    if (this.free() && this.wants(event)) {
      this.take(event);
      return;
    }
    this.heard.set(event.what, event);
    if (asking.includes(event.what)) {
      this.adopt();
      return;
    }
    const { doing } = this;
    const step = this.plan.steps[event.step ?? ''];
    if (event.what === 'bounced') {
      if (step !== undefined && 'bounced' in step && step.bounced !== undefined) this.enter(step.bounced);
      else this.problem('bounced');
    }
    if (event.what === 'refreshed' && doing.kind === 'deferred' && doing.data) {
      this.doing = { ...doing, until: this.at };
      if (this.free()) this.perform();
    }
    const promised = this.facts.some(({ cause }) => cause === 'promise');
    if (['refreshed', 'partly-paid'].includes(event.what) && promised) this.adopt();
  }

  private leads(event: Ordered): boolean {
    if (!['skip', 'approve', 'refuse'].includes(event.order)) return true;
    return this.visits.size > 0 && this.way(event) !== null;
  }

  private way({ order }: Ordered): string | null {
    const step = this.current();
    if (step.kind === 'approve')
      return order === 'approve' ? step.approved : order === 'refuse' ? step.refused : step.timeout;
    if (order !== 'skip') return null;
    if (step.kind === 'listen') return step.timeout;
    if (step.kind === 'branch') return step.else;
    return 'next' in step ? step.next : null;
  }

  private ordered(event: Ordered): void {
    switch (event.order) {
      case 'resume':
        this.problems.clear();
        this.adopt();
        return;
      case 'stop':
        this.finish('stopped');
        return;
      case 'resolve':
        this.resolve(event.fate === 'sent');
        return;
      case 'migrate':
        if (this.doing.kind !== 'uncertain' && this.doing.kind !== 'over') this.doing = { kind: 'nothing' };
        this.frozen = true;
        this.adopt();
        return;
      case 'pause':
        this.adopt();
        return;
      default: {
        const way = event.order === 'jump' ? event.step : this.way(event);
        this.problems.clear();
        this.enter(way ?? '');
        return;
      }
    }
  }

  private resolve(sent: boolean): void {
    const [first] = this.deliveries;
    this.deliveries = this.deliveries.slice(1);
    if (this.doing.kind !== 'uncertain' || this.doing.delivery !== first) return;
    this.frozen = true;
    if (sent) this.taskMade = true;
    this.doing = sent ? { kind: 'over', fate: 'done' } : { kind: 'again' };
  }

  private woke(at: number): void {
    const planned = this.wake() ?? at;
    if (at < planned) return;
    this.at = Math.max(this.at, at - planned < 60_000 ? planned : at);
    const promise = this.facts.find(({ until }) => until !== null && until <= this.at);
    if (promise !== undefined) {
      this.judge(promise);
      return;
    }
    const { doing } = this;
    if (doing.kind === 'deferred') this.perform();
    else if (doing.kind === 'asleep') this.due();
  }

  private judge(promise: Hold): void {
    const answer = this.ask('kept', promise.object);
    if (!('fate' in answer)) return;
    if (answer.fate === 'until') {
      this.facts = this.facts.map((one) => (one === promise ? { ...one, until: answer.until } : one));
      return;
    }
    this.facts = this.facts.filter((one) => one !== promise);
    if (answer.fate === 'kept') return;
    this.honoured.add(`promise:${promise.object}`);
    if (this.world.promise?.id === promise.object)
      this.world.promise = { ...this.world.promise, fate: 'broken' };
    const { broken } = this.plan.interrupts.promised;
    if (broken === 'end') this.finish('interrupted');
    else if (broken !== 'continue') this.enter(broken.jump);
  }
}
