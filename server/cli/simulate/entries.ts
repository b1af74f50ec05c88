/** One invoice's rehearsal as people read it: what is done and what happens, in order, with reasons. */
import type { Day } from '../../../engine/calendar/index.ts';
import type { SimulatedRun, Timed } from '../../../engine/simulate/index.ts';
import type { InvoiceFacts, Step, StepKind, Tone, TraceLine, TraceWhat } from '../../../schemas/index.ts';
import { explainLine, labelOf } from '../reasons.ts';
import { eventWordsOf } from './event-words.ts';
import type { Written } from './rehearsal.ts';
import type { Scene } from './scene.ts';
import { dayOrNull, whyThen } from './why-then.ts';

export interface Entry {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly day: Day;
  /** Days from the due date; null where the invoice has none. */
  readonly offset: number | null;
  /** `contact` reaches the customer, `inside` a colleague, `note` is something that happens. */
  readonly kind: 'contact' | 'inside' | 'note';
  readonly step: string;
  readonly channel: StepKind | null;
  readonly tone: Tone | null;
  /** The subject of the message, or a sentence. */
  readonly text: string;
  readonly to: string | null;
  /** Why on that day. */
  readonly why: readonly string[];
  /** Numbers of the other invoices in the same message. */
  readonly with: readonly string[];
  /** False where the message is told under another invoice too, which leads it. */
  readonly leads: boolean;
}

/** A run with what is told of it. */
export interface RunStory {
  readonly facts: InvoiceFacts;
  readonly run: SimulatedRun;
  readonly entries: readonly Entry[];
  /** Why the customer gets nothing for this invoice; null where something reaches them. */
  readonly nothing: string | null;
}

/** Lines that are told as something that happens. */
const notes: ReadonlySet<TraceWhat> = new Set<TraceWhat>([
  ...(['assigned', 'void', 'deferred', 'failed', 'unreachable', 'uncertain', 'heard', 'timeout'] as const),
  ...(['held', 'released', 'promise-kept', 'promise-broken', 'ordered', 'finished'] as const),
]);

const reaching: ReadonlySet<StepKind> = new Set([
  'email',
  'sms',
  'letter',
  'registered-letter',
  'call',
  'webhook',
]);

export interface RunInput {
  /** Finds what was written for a line of the run. */
  readonly written: (line: TraceLine) => Written | undefined;
  /** What happens to the invoice. */
  readonly events: readonly Timed[];
}

/** Tells one run, with what happened to its invoice while it was under way. */
export function tellRun(run: SimulatedRun, facts: InvoiceFacts, input: RunInput, scene: Scene): RunStory {
  const dueAt = dueDates(facts, input.events);
  const place = (at: number, step: string) => {
    const day = scene.zone.dayOf(at);
    const due = dueAt(at);
    return { at, day, offset: due === null ? null : day - due, step };
  };
  const note = { kind: 'note', channel: null, tone: null, to: null, why: [], with: [], leads: true } as const;
  const told = run.lines.flatMap((line, index): readonly Entry[] => {
    const step = scene.flow.steps.find(({ id }) => id === line.step);
    const base = place(line.at, line.step);
    if (line.what === 'done') {
      if (step?.kind === 'set') return [];
      return [{ ...base, ...doneEntry(run.lines, index, step, facts, input.written(line), scene) }];
    }
    if (!notes.has(line.what) || isNoise(run.lines, index)) return [];
    const text = explainLine(line, scene.flow, { language: scene.language, zone: scene.zone.name });
    return [{ ...base, ...note, text }];
  });
  const end = run.lines.findLast(({ what }) => what === 'finished')?.at ?? Number.POSITIVE_INFINITY;
  const happened = input.events.flatMap(({ at, change }): readonly Entry[] => {
    const text = at > end ? null : eventWordsOf(change, facts.invoice.currency, scene);
    return text === null ? [] : [{ ...place(at, ''), ...note, text }];
  });
  const entries = [...happened, ...told].sort((a, b) => a.at - b.at);
  return { facts, run, entries, nothing: whyNothing(run, told, scene) };
}

/** The due date at an instant: it may move. */
function dueDates(facts: InvoiceFacts, events: readonly Timed[]): (at: number) => Day | null {
  const moves = events.flatMap(({ at, change }) =>
    change.what === 'due-date-moved' ? [{ at, to: change.to }] : [],
  );
  return (instant) => dayOrNull(moves.findLast(({ at }) => at <= instant)?.to ?? facts.invoice.dueOn);
}

/** Put off and then done: the reason of what is done tells it. */
function isNoise(lines: readonly TraceLine[], index: number): boolean {
  const line = lines[index];
  const next = lines.slice(index + 1).find(({ step, what }) => step === line?.step && what !== 'deferred');
  return line?.what === 'deferred' && next?.what === 'done';
}

function doneEntry(
  lines: readonly TraceLine[],
  index: number,
  step: Step | undefined,
  facts: InvoiceFacts,
  written: Written | undefined,
  scene: Scene,
): Pick<Entry, 'kind' | 'channel' | 'tone' | 'text' | 'to' | 'why' | 'with' | 'leads'> {
  const channel = step?.kind ?? 'handoff';
  const done = {
    ...{ lines, index, planned: written?.planned ?? null, late: written?.late ?? false },
    dueOn: written === undefined ? facts.invoice.dueOn : written.dueOn,
    issuedOn: written === undefined ? facts.invoice.issuedOn : written.issuedOn,
  };
  return {
    kind: reaching.has(channel) ? 'contact' : 'inside',
    channel,
    tone: step !== undefined && 'tone' in step ? step.tone : null,
    text: written?.subject ?? step?.name ?? scene.say(labelOf(scene.flow, lines[index]?.step ?? '')),
    to: written?.to ?? null,
    why: step === undefined ? [] : whyThen(done, scene),
    leads: written?.leads ?? true,
    with: (written?.invoices ?? []).filter((number) => number !== facts.invoice.number),
  };
}

const reasons: ReadonlySet<TraceWhat> = new Set<TraceWhat>([
  ...(['void', 'held', 'unreachable', 'failed', 'deferred', 'ordered', 'timeout', 'heard'] as const),
]);

/** The last line that says why; an end such as a payment explains the rest. */
function whyNothing(run: SimulatedRun, entries: readonly Entry[], scene: Scene): string | null {
  if (entries.some(({ kind }) => kind === 'contact')) return null;
  const told = (line: TraceLine) =>
    explainLine(line, scene.flow, { language: scene.language, zone: scene.zone.name });
  const { outcome } = run.state;
  const end = run.lines.findLast(({ what }) => what === 'finished');
  if (end !== undefined && outcome !== 'completed' && outcome !== 'handed-over') return told(end);
  const why =
    run.lines.findLast(({ what }) => reasons.has(what)) ?? run.lines.findLast(({ what }) => what === 'waits');
  if (why !== undefined) return told(why);
  const none = {
    fr: 'Aucune étape de ce scénario ne s’adresse au client',
    en: 'No step of this way reaches the customer',
  };
  return scene.say(none);
}
