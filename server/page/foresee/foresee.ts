/**
 * What a run will do if nothing happens: the workers' own turn, taken in memory at each planned wake,
 * with the mailroom's answer for this run alone. Nothing is written.
 *
 * It is a forecast, not a promise: payments, answers, other messages to the same customer and a slot
 * that collects them may change it.
 */
import { receive } from '../../../engine/mailroom/index.ts';
import {
  type InvoiceFacts,
  isContact,
  type PerformOutcome,
  type Step,
  type TraceLine,
} from '../../../schemas/index.ts';
import type { ClaimedRun, Standing, Tx } from '../../../store/index.ts';
import { type Carrier, contextFor } from '../../../workers/carry/index.ts';
import { type Asked, answerTurn } from '../../../workers/carry/turn.ts';
import { type Reason, reasonOf } from './reason.ts';

export interface Foreseen {
  /** Logical, epoch milliseconds. */
  readonly at: number;
  readonly step: Step;
  readonly reason: Reason;
}

export interface Prospect {
  readonly standing: Standing;
  readonly facts: InvoiceFacts;
  readonly customerId: number;
  readonly invoiceId: number;
  readonly wakeAt: number | null;
  /** Instants of earlier contacts with the customer, which count towards a cap. */
  readonly contacts: readonly number[];
  readonly variantOf: (flow: string, step: string) => string | null;
  /** The trace so far, or its last line. */
  readonly lines: readonly TraceLine[];
}

export interface Horizon {
  /** How many messages and tasks to look ahead. */
  readonly most: number;
  /** Epoch milliseconds. */
  readonly until: number;
}

/** Turns of one forecast: a flow that goes round and round is not followed for ever. */
const mostTurns = 200;

/** Steps that reach somebody; marks and notices inside the house are passed over. */
const shown: ReadonlySet<string> = new Set([
  'email',
  'sms',
  'letter',
  'registered-letter',
  'call',
  'approve',
  'handoff',
  'webhook',
]);

/**
 * Looks ahead for several runs at once, in the order of time, so that those of one customer share its
 * cap. Gives what each comes to, in the order of `prospects`.
 *
 * @param tx The transaction that the facts were read in.
 */
export async function foresee(
  carrier: Carrier,
  tx: Tx,
  prospects: readonly Prospect[],
  { most, until }: Horizon,
): Promise<readonly (readonly Foreseen[])[]> {
  const contacts = new Map(prospects.map((one) => [one.customerId, [...one.contacts]]));
  const walks = prospects.map((one) => new Walk(carrier, tx, one, contacts.get(one.customerId) ?? []));
  const isUnderWay = (walk: Walk) => walk.found.length < most && walk.turns < mostTurns;
  for (;;) {
    let next: Walk | null = null;
    for (const walk of walks) {
      if (walk.at === null || walk.at > until || !isUnderWay(walk)) continue;
      if (next?.at == null || walk.at < next.at) next = walk;
    }
    if (next === null) break;
    await next.turn();
  }
  return walks.map(({ found }) => found.slice(0, most));
}

class Walk {
  readonly found: Foreseen[] = [];
  at: number | null;
  turns = 0;
  private readonly carrier: Carrier;
  private readonly tx: Tx;
  private readonly prospect: Prospect;
  private readonly facts: InvoiceFacts;
  /** Of the customer, shared by its runs. */
  private readonly contacts: number[];
  private readonly lines: TraceLine[];
  private run: ClaimedRun;

  constructor(carrier: Carrier, tx: Tx, prospect: Prospect, contacts: number[]) {
    const { standing, customerId, invoiceId } = prospect;
    this.carrier = carrier;
    this.tx = tx;
    this.prospect = prospect;
    // Data are brought up to date before they grow too old: a forecast assumes that.
    this.facts = { ...prospect.facts, refreshedAt: null };
    this.contacts = contacts;
    this.lines = [...prospect.lines];
    this.at = prospect.wakeAt;
    this.run = {
      id: standing.run,
      invoiceId,
      customerId,
      entity: standing.entity,
      flowId: standing.flow,
      release: standing.release,
      state: standing.state,
      nextSeq: 0,
      attempts: 0,
      inbox: [],
    };
  }

  async turn(): Promise<void> {
    const now = this.at;
    this.turns += 1;
    if (now === null) return;
    try {
      await this.take(now);
    } catch {
      // A run that cannot be advanced is shown by its problem, not by a forecast.
      this.at = null;
    }
  }

  private async take(now: number): Promise<void> {
    const { carrier, tx, facts, prospect } = this;
    const { variantOf } = prospect;
    const turn = await answerTurn({ carrier, tx, run: this.run, facts: async () => facts, now, variantOf });
    this.lines.push(...turn.lines);
    const before = this.run.state;
    this.run = { ...this.run, state: turn.state, release: turn.state.release, inbox: [] };
    const answers = await Promise.all(turn.asked.map((asked) => this.perform(asked, now, before)));
    this.run = {
      ...this.run,
      inbox: answers.map(({ command, outcome }, id) => ({
        id,
        event: { type: 'performed', command, outcome },
      })),
    };
    this.at = answers.length > 0 ? now : turn.wakeAt;
  }

  private async perform({ perform }: Asked, now: number, before: ClaimedRun['state']) {
    const loaded = await this.carrier.releases.get(this.tx, this.run.state.release);
    const { plan } = loaded.prepared;
    const step = plan.steps[perform.step];
    if (step === undefined) throw new Error(`step ${perform.step} is gone`);
    const context = contextFor(this.carrier, loaded, { facts: this.facts, entity: this.run.entity, at: now });
    const request = { key: perform.id, perform, step, context, slot: null };
    const mailbox = { contacts: this.contacts, slots: [], waiting: [], runs: 1 };
    const reception = receive([request], mailbox);
    const outcome: PerformOutcome = reception.answers.get(perform.id) ?? { fate: 'done' };
    if (outcome.fate === 'done') {
      if (isContact(step)) this.contacts.push(now);
      if (shown.has(step.kind))
        this.found.push({ at: now, step, reason: reasonOf(plan, step, this.lines, before) });
    }
    return { command: perform.id, outcome };
  }
}
