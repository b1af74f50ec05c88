/**
 * Takes out of a history whatever may name somebody, a machine or a company's affairs, and keeps what its
 * replay depends on. What is not known to be harmless goes: a text stays where the flow itself says it or
 * where it is one of the engine's own words under a key that holds such words; ids, tags and what people
 * wrote become pseudonyms; messages of faults, headers, memos, summaries and who did it go altogether.
 */
import type { RunOutcome, TaskReason } from '../../../schemas/index.ts';
import { createPseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { isReadable, isRecord } from './readable-history.ts';
import type { RecordedEvent } from './recorded-run.ts';

interface Subject {
  /** The run's id, as the store knows it. */
  readonly run: string;
  /** Flows and plans of all releases that the history names: what they say may stay. */
  readonly known: readonly unknown[];
}

/** Keys of payloads that hold words of the engine. */
const wordKeys: ReadonlySet<string> = new Set(
  'type what order fate ask way status phase cause code why kind outcome language event by task settled already severity'.split(
    ' ',
  ),
);
const word = /^[a-z][a-z0-9]*([-._ ][a-z0-9]+)*$/;
/** Keys of Temporal's own that hold numbers as text, or names of its protocol and of our code. */
const plainKeys: ReadonlySet<string> = new Set(
  'seconds timerId activityId markerName sdkName sdkVersion patchId'.split(' '),
);
const idKeys: ReadonlySet<string> = new Set(
  'workflowId updateId protocolInstanceId acceptedRequestMessageId rejectedRequestMessageId'.split(' '),
);
/** Kept by nobody's replay. */
const dropped: ReadonlySet<string> = new Set(
  'userMetadata header memo identity requestId binaryChecksum workerVersion historySizeBytes stackTrace encodedAttributes deploymentVersion workerDeploymentVersion workerDeploymentName deploymentName searchAttributes meteringMetadata eventLinks links'.split(
    ' ',
  ),
);
/** Names of our own code among the history's names. */
const names: ReadonlySet<unknown> = new Set([
  'escalation',
  'perform',
  'hear',
  'order',
  'carry',
  'planOf',
  'noteProblem',
]);
/** What a workflow gives back: a text alone, under no key. */
const outcomes: Readonly<Record<RunOutcome, true>> = {
  ...{ completed: true, 'handed-over': true, paid: true, credited: true },
  ...{ 'written-off': true, insolvent: true, interrupted: true, stopped: true },
};
const redacted = 'redacted';

export function redactEvents(
  events: readonly RecordedEvent[],
  { run, known }: Subject,
): readonly RecordedEvent[] {
  const flowSays = wordsOf(known);
  const isNextAction = (text: string) => {
    const [kind = '', ...step] = text.split(' ');
    return step.length > 0 && flowSays.has(kind) && flowSays.has(step.join(' '));
  };
  const stays = (text: string) =>
    flowSays.has(text) || isNextAction(text) || /^sha256:[0-9a-f]{64}$/.test(text);
  const redaction = { stays, pseudonyms: createPseudonyms(run, stays) };
  return events.map((event) => redactObject(event, redaction) as RecordedEvent);
}

interface Redaction {
  readonly stays: (text: string) => boolean;
  readonly pseudonyms: Pseudonyms;
}

/** Every key and every text in it. */
function wordsOf(value: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (typeof value === 'string') found.add(value);
  else if (Array.isArray(value)) for (const inner of value) wordsOf(inner, found);
  else if (isRecord(value)) {
    for (const [key, inner] of Object.entries(value)) {
      found.add(key);
      wordsOf(inner, found);
    }
  }
  return found;
}

/** What Temporal writes around our payloads. */
function redactObject(value: Readonly<Record<string, unknown>>, redaction: Redaction): unknown {
  if (isReadable(value)) return redactPayload(value, redaction);
  if (isRecord(value.metadata) && typeof value.data === 'string') return emptied(value.metadata, value.data);
  if (value.markerName === 'core_patch') return value;
  const kept = Object.entries(value).filter(([key]) => !dropped.has(key));
  const isMap = kept.every(([, inner]) => isRecord(inner));
  const ordered = isMap ? kept.sort(([one], [other]) => (one < other ? -1 : 1)) : kept;
  return Object.fromEntries(ordered.map(([key, inner]) => [key, redactField(key, inner, redaction)]));
}

/** Nothing stays nothing; what is no JSON stays something that cannot be read. */
function emptied(metadata: Readonly<Record<string, unknown>>, data: string): unknown {
  return { metadata: { encoding: metadata.encoding }, data: data === '' ? '' : 'AAAA' };
}

/** Flags come in any order, and so do the parts of a marker: the same run shall give the same text. */
function inOrder(list: readonly unknown[]): readonly unknown[] {
  return list.every((one) => typeof one === 'number') ? list.toSorted((one, other) => one - other) : list;
}

function redactField(key: string, value: unknown, redaction: Redaction): unknown {
  if (Array.isArray(value)) return inOrder(value.map((inner) => redactField(key, inner, redaction)));
  if (isRecord(value)) return key === 'taskQueue' ? queue(value) : redactObject(value, redaction);
  if (typeof value !== 'string') return value;
  if (isHarmless(key, value)) return value;
  if (idKeys.has(key)) return redaction.pseudonyms.ofParts(value);
  if (key.endsWith('RunId')) return redaction.pseudonyms.of(value);
  return key === 'message' ? redacted : redaction.pseudonyms.of(value);
}

function isHarmless(key: string, value: string): boolean {
  return (
    plainKeys.has(key) ||
    key.endsWith('eventId') ||
    key.endsWith('EventId') ||
    names.has(value) ||
    (key !== 'signalName' && /^[A-Z]+(_[A-Z0-9]+)+$/.test(value)) ||
    (key === 'type' && /^[A-Za-z][A-Za-z-]*$/.test(value))
  );
}

/** The first part of a queue's name is a setting. */
function queue({ name, normalName: _normal, ...rest }: Readonly<Record<string, unknown>>): unknown {
  const own = /-(flows|email|sms|letter|registered-letter|webhook|notify|tasks)$/.exec(String(name))?.[1];
  return { ...rest, name: `palier-${own ?? 'flows'}` };
}

function redactPayload(
  payload: { readonly json: unknown; readonly as?: unknown },
  redaction: Redaction,
): unknown {
  return { ...payload, json: redactValue('', payload.json, redaction) };
}

function redactValue(key: string, value: unknown, redaction: Redaction): unknown {
  if (Array.isArray(value)) return value.map((inner) => redactValue(key, inner, redaction));
  if (isRecord(value)) {
    const meant = key === 'asides' ? () => 'task' : meaningIn(value);
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        redactKey(name, redaction),
        redactValue(meant(name), inner, redaction),
      ]),
    );
  }
  return typeof value === 'string' ? redactText(key, value, redaction) : value;
}

/** Tasks that are made for a problem. */
const ofProblems: ReadonlySet<unknown> = new Set<TaskReason>(['problem', 'unreachable', 'bounced']);

/** What a problem is about is its code; anything else is about a row of the store. */
function meaningIn({ cause, task }: Readonly<Record<string, unknown>>): (name: string) => string {
  const isProblem = cause === 'problem' || ofProblems.has(task);
  return (name) => (isProblem && name === 'object' ? 'code' : name);
}

/** Keys are ours but where they are ids: of commands. */
function redactKey(key: string, { pseudonyms, stays }: Redaction): string {
  return stays(key) || !key.includes('/') ? key : pseudonyms.ofParts(key);
}

function redactText(key: string, value: string, { stays, pseudonyms }: Redaction): string {
  if (stays(value) || (wordKeys.has(key) && word.test(value))) return value;
  if (key === 'activity_type' && names.has(value)) return value;
  if (key === 'activity_id' || (key === '' && Object.hasOwn(outcomes, value))) return value;
  if (key === 'message') return redacted;
  if (key === 'honoured') {
    const at = value.indexOf(':') + 1;
    return value.slice(0, at) + redactText('object', value.slice(at), { stays, pseudonyms });
  }
  return pseudonyms.ofParts(value);
}
