/**
 * One customer's turn in the mailroom, under its lock: the engine arbitrates, and what comes of it is
 * collected for the transaction that all customers of a round share.
 */
import { type MailRequest, newSlot, type Reception, receive } from '../../engine/mailroom/index.ts';
import { isHeld } from '../../engine/run/index.ts';
import type { PerformOutcome, Plan, Step, StepKind } from '../../schemas/index.ts';
import {
  type CustomerMail,
  closeSlots,
  effectOfSet,
  openSlot,
  type PendingRequest,
  reserveDeliveryIds,
  type Tx,
} from '../../store/index.ts';
import { messageIdOf } from '../channels/index.ts';
import type { ToldRequest } from '../telemetry/index.ts';
import { aboutOf } from './about.ts';
import type { Carrier } from './carrier.ts';
import { type Composed, compose } from './compose.ts';
import { contextFor } from './gather.ts';
import type { LoadedRelease } from './releases.ts';
import { answerOfRestored } from './restored.ts';
import type { RoundInput } from './round.ts';
import { taskOfStep } from './tasks.ts';

/** Kinds whose effect is a change inside the house; all others leave a delivery. */
const inside: ReadonlySet<StepKind> = new Set(['set', 'call', 'approve', 'handoff']);

interface Lot {
  readonly row: PendingRequest;
  readonly request: MailRequest;
  readonly loaded: LoadedRelease;
}

function keyOf(row: PendingRequest): string {
  return `${row.runId}/${row.step}/${row.visit}`;
}

/** True while the run still waits for this request at its present step. */
function stillWants(row: PendingRequest, mail: CustomerMail, step: Step): boolean {
  const state = mail.runs.get(row.runId)?.state;
  if (state === undefined || state.step !== row.step || state.visit !== row.visit) return false;
  if (state.open?.type !== 'perform' || state.open.id !== row.perform.id) return false;
  return row.status === 'asked' || !isHeld(state, step);
}

/** Slots that were arbitrated before, of requests whose sending was cut off: they are not collected twice. */
function pastSlots(asked: readonly MailRequest[], { slots }: CustomerMail): CustomerMail['slots'] {
  const past = asked.flatMap(({ slot }) => (slot === null ? [] : Number(slot)));
  return [...new Set(past)]
    .filter((id) => !slots.some((open) => open.id === id))
    .map((id) => ({ id, endsAt: Number.NEGATIVE_INFINITY }));
}

export class CustomerRound {
  private readonly lots = new Map<string, Lot>();
  private readonly carrier: Carrier;
  private readonly tx: Tx;
  private readonly input: RoundInput;

  constructor(carrier: Carrier, tx: Tx, input: RoundInput) {
    this.carrier = carrier;
    this.tx = tx;
    this.input = input;
  }

  async run(rows: readonly PendingRequest[]): Promise<void> {
    const { mail, now } = this.input;
    for (const row of rows) await this.prepare(row);
    const lots = [...this.lots.values()];
    const asked = lots.filter(({ row }) => row.status === 'asked').map(({ request }) => request);
    if (asked.length === 0) return;
    const reception = receive(asked, {
      contacts: mail.contacts,
      slots: [...mail.slots, ...pastSlots(asked, mail)].map(({ id, endsAt }) => ({ id: String(id), endsAt })),
      waiting: lots.filter(({ row }) => row.slotId !== null).map(({ request }) => request),
      runs: mail.runs.size,
    });
    await closeSlots(this.tx, reception.closed.map(Number), now);
    await this.join(reception);
    for (const [key, outcome] of reception.answers) {
      if (!reception.joined.has(key)) this.answer(key, outcome, 'answered');
    }
    for (const { lead, members } of reception.groups) await this.carryOut(lead, members);
  }

  private async prepare(row: PendingRequest): Promise<void> {
    const { mail, facts, now } = this.input;
    const release = mail.runs.get(row.runId)?.release;
    const own = facts.get(String(row.invoiceId));
    const loaded = release === undefined ? undefined : await this.carrier.releases.get(this.tx, release);
    const step = loaded?.prepared.plan.steps[row.step];
    if (loaded === undefined || step === undefined || own === undefined || !stillWants(row, mail, step)) {
      this.input.results.answers.push({ id: row.id, status: 'answered', slotId: null, outcome: row.outcome });
      return;
    }
    const known = this.knownOutcome(row, loaded.prepared.plan, step.kind);
    if (known !== null) {
      const asks = row.status === 'asked' || known.fate === 'done';
      if (asks) this.tell(row, step.kind, known);
      this.input.results.answers.push({
        id: row.id,
        status: 'answered',
        slotId: asks ? row.slotId : null,
        outcome: asks ? known : null,
      });
      return;
    }
    const context = contextFor(this.carrier, loaded, { facts: own, entity: row.entity, at: now });
    const slot = row.slotId === null ? null : String(row.slotId);
    const key = keyOf(row);
    this.lots.set(key, { row, loaded, request: { key, perform: row.perform, step, context, slot } });
  }

  /** What is known of the request already: it was done, or a message that only the send journal knew answers it. */
  private knownOutcome(row: PendingRequest, plan: Plan, kind: StepKind): PerformOutcome | null {
    if (row.outcome?.fate === 'done') return row.outcome;
    const restored = inside.has(kind) ? null : answerOfRestored(row, plan, this.input.restored);
    if (restored === null) return null;
    this.input.results.links.push({ delivery: restored.deliveryId, request: row.id });
    const fate = restored.status === 'sent' ? 'done' : 'uncertain';
    return { fate, delivery: String(restored.deliveryId) };
  }

  private async join(reception: Reception): Promise<void> {
    const { customer, now, results } = this.input;
    const opened =
      reception.opened === null ? null : await openSlot(this.tx, customer, now, reception.opened.endsAt);
    for (const [key, slot] of reception.joined) {
      const lot = this.lots.get(key);
      const outcome = reception.answers.get(key);
      if (lot === undefined || outcome === undefined) continue;
      results.answers.push({
        id: lot.row.id,
        status: 'slotted',
        slotId: slot === newSlot ? opened : Number(slot),
        outcome,
      });
      this.tell(lot.row, lot.request.step.kind, outcome);
    }
  }

  private tell(row: PendingRequest, channel: StepKind, outcome: PerformOutcome): void {
    const { id } = row.perform;
    this.say(row, channel, outcome.fate, outcome);
    this.input.results.told.push({
      run_id: row.runId,
      event_id: `p/${id}/${outcome.fate}`,
      event: { type: 'performed', command: id, outcome },
    });
  }

  private say(
    { runId, step, visit }: PendingRequest,
    channel: StepKind,
    fate: ToldRequest['fate'],
    outcome: PerformOutcome,
  ): void {
    const delivery = outcome.fate === 'done' ? (outcome.delivery ?? null) : null;
    this.input.results.said.push({ run: runId, step, visit, channel, fate, delivery });
  }

  /**
   * A member that has not come back itself keeps only what was done: for the rest it will ask again.
   */
  private answer(key: string, outcome: PerformOutcome, status: 'answered' | 'sending'): void {
    const lot = this.lots.get(key);
    if (lot === undefined) return;
    const { row } = lot;
    const asks = row.status === 'asked';
    const keeps = asks || outcome.fate === 'done' || status === 'sending';
    this.input.results.answers.push({
      id: row.id,
      status,
      slotId: status === 'sending' ? row.slotId : null,
      outcome: keeps && status === 'answered' ? outcome : null,
    });
    const { kind } = lot.request.step;
    if (status === 'sending') this.say(row, kind, 'sending', outcome);
    else if (asks) this.tell(row, kind, outcome);
  }

  private async carryOut(lead: string, members: readonly string[]): Promise<void> {
    const first = this.lots.get(lead);
    if (first === undefined) return;
    const lots = members.flatMap((key) => this.lots.get(key) ?? []);
    const { step, context } = first.request;
    const earlier = await this.input.earlierOf(first.row.invoiceId);
    const composed = await compose(this.carrier, {
      loaded: first.loaded,
      step,
      context,
      entity: first.row.entity,
      invoices: lots.map(({ request }) => request.context.facts),
      earlier,
    });
    if ('problem' in composed) {
      for (const { request } of lots)
        this.answer(request.key, { fate: 'failed', problem: composed.problem }, 'answered');
      return;
    }
    await this.effect(first, composed);
    if (inside.has(step.kind)) {
      for (const { request } of lots) this.answer(request.key, { fate: 'done' }, 'answered');
      return;
    }
    await this.deliver(first, lots, composed);
  }

  /** What inside steps change: a task, tags, an owner. */
  private async effect({ row, request }: Lot, composed: Composed): Promise<void> {
    const { step, perform, context } = request;
    const { customerId, invoiceId, runId } = row;
    if (step.kind === 'set') {
      const { tag = [], untag = [], stage = null, owner = null } = step;
      await effectOfSet(this.tx, { invoiceId, customerId, tag, untag, stage, owner }, this.input.now);
    }
    const detail = { text: composed.rendered.text, html: composed.rendered.html, to: composed.recipients };
    const task = taskOfStep(step, { run: runId, perform, customerId, invoiceId, context, detail });
    if (task !== null) this.input.results.tasks.push(task);
  }

  private async deliver(first: Lot, lots: readonly Lot[], composed: Composed): Promise<void> {
    const { results, now, customer } = this.input;
    const { step } = first.request;
    const realAt = Date.now();
    const [id = 0] = await reserveDeliveryIds(this.tx, 1);
    const name = `${id}-${realAt.toString(36)}`;
    const entity = this.carrier.surroundings.entity(first.row.entity);
    const messageId = composed.mail === null ? null : messageIdOf(name, entity.email);
    const sends = composed.mail !== null && this.carrier.email !== null;
    results.deliveries.push({
      id,
      customer_id: customer,
      channel: step.kind,
      status: sends ? 'sending' : 'captured',
      at: now,
      real_at: realAt,
      tone: 'tone' in step ? step.tone : null,
      step: step.id,
      message_id: messageId,
      recipients: composed.recipients,
      rendered: {
        ...composed.rendered,
        attachments: composed.attachments.map((attachment) => ({
          name: attachment.name,
          type: 'application/pdf',
          ...('path' in attachment ? { path: attachment.path } : {}),
        })),
      },
      journal: this.carrier.journal.id,
      requests: lots.map(({ row }) => row.id),
    });
    if (!sends || composed.mail === null || messageId === null) {
      for (const { request } of lots)
        this.answer(request.key, { fate: 'done', delivery: String(id) }, 'answered');
      return;
    }
    for (const { request } of lots)
      this.answer(request.key, { fate: 'done', delivery: String(id) }, 'sending');
    const references = (await this.input.earlierOf(first.row.invoiceId))?.messageIds ?? [];
    results.outgoing.push({
      kind: step.kind === 'notify' ? 'notify' : 'email',
      delivery: String(id),
      at: realAt,
      from: { name: entity.name, address: entity.email },
      replyTo: null,
      to: composed.mail.to,
      cc: composed.mail.cc,
      subject: composed.rendered.subject ?? '',
      html: composed.rendered.html,
      text: composed.rendered.text,
      attachments: composed.attachments,
      messageId,
      references,
      inReplyTo: references.at(-1) ?? null,
      headers: {},
      answers: lots.map(({ row, request }) => ({
        request: keyOf(row),
        about: aboutOf(row.entity, request.context.facts),
      })),
    });
  }
}
