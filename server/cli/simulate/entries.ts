/** One invoice's rehearsal as people read it: what is done and what happens, in order, with reasons. */
import type { Day } from '../../../engine/calendar/index.ts';
import type { SimulatedRun } from '../../../engine/simulate/index.ts';
import type { InvoiceFacts, Step, StepKind, Tone, TraceLine, TraceWhat } from '../../../schemas/index.ts';
import { explainLine } from '../reasons.ts';
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

/** Tells one run. `written` finds what was written for a line of it. */
export function tellRun(
  run: SimulatedRun,
  facts: InvoiceFacts,
  written: (line: TraceLine) => Written | undefined,
  scene: Scene,
): RunStory {
  const due = dayOrNull(facts.invoice.dueOn);
  const entries = run.lines.flatMap((line, index): readonly Entry[] => {
    const step = scene.flow.steps.find(({ id }) => id === line.step);
    const day = scene.zone.dayOf(line.at);
    const base = { at: line.at, day, offset: due === null ? null : day - due, step: line.step };
    if (line.what === 'done') {
      if (step?.kind === 'set') return [];
      return [{ ...base, ...doneEntry(run.lines, index, step, facts, written(line), scene) }];
    }
    if (!notes.has(line.what) || isNoise(run.lines, index)) return [];
    const text = explainLine(line, scene.flow, { language: scene.language, zone: scene.zone.name });
    return [
      { ...base, kind: 'note', channel: null, tone: null, text, to: null, why: [], with: [], leads: true },
    ];
  });
  return { facts, run, entries, nothing: whyNothing(run, entries, scene) };
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
    ...{ dueOn: facts.invoice.dueOn, issuedOn: facts.invoice.issuedOn },
  };
  return {
    kind: reaching.has(channel) ? 'contact' : 'inside',
    channel,
    tone: step !== undefined && 'tone' in step ? step.tone : null,
    text: written?.subject ?? step?.name ?? step?.id ?? '',
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
    fr: 'Aucune étape de ce parcours ne s’adresse au client',
    en: 'No step of this way reaches the customer',
  };
  return scene.say(none);
}
