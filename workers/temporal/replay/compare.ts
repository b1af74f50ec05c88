/**
 * Holds what a replayed workflow asked for against what it asked for when it was recorded. Temporal
 * compares the kinds of commands and their order: a run that goes on in another state, waits until
 * another instant or asks for another message would pass there.
 */
import { isReadable, isRecord } from './readable-history.ts';
import type { RecordedEvent, RecordedRun, RecordedTurn } from './recorded-run.ts';
import type { Saw } from './witness.ts';

export interface Difference {
  /** Number of the event in the history; null where none can be named. */
  readonly event: number | null;
  readonly what: string;
}

/** Objects whose keys are data: one more of them is a difference, elsewhere it is a field that a later version adds. */
const maps: ReadonlySet<string> = new Set(['keeping', 'asides', 'trail', 'heard']);

type LocalSaw = Extract<Saw, { kind: 'local' }>;

export function compareRun({ events, turns }: RecordedRun, saw: readonly Saw[]): Difference | null {
  const marked = localActivities(events);
  let turn = 0;
  for (const one of saw) {
    const difference = one.kind === 'local' ? compareTurn(one) : compareEvent(events, one);
    if (difference !== null) return difference;
  }
  if (turns !== null && turn < turns.length && isWhole(events)) {
    return { event: null, what: `the run took ${turns.length} turns, now it takes ${turn}` };
  }
  return null;

  function compareTurn(one: LocalSaw): Difference | null {
    const event = marked.get(one.seq);
    if (one.type !== 'carry' || event === undefined) return null;
    turn += 1;
    return against(turns?.[turn - 1], withoutRun(one.args[0]), event, `turn ${turn}: `);
  }
}

/** What the workflow asked of the store, as far as its answers stand in the history. */
export function turnsOf(events: readonly RecordedEvent[], saw: readonly Saw[]): readonly RecordedTurn[] {
  const marked = localActivities(events);
  return saw.flatMap((one) =>
    one.kind === 'local' && one.type === 'carry' && marked.has(one.seq)
      ? [withoutRun(one.args[0]) as RecordedTurn]
      : [],
  );
}

function compareEvent(events: readonly RecordedEvent[], saw: Exclude<Saw, LocalSaw>): Difference | null {
  switch (saw.kind) {
    case 'timer': {
      const found = find(events, 'timerStartedEventAttributes', 'timerId', saw.seq);
      return against(
        found && { milliseconds: millisecondsOf(found.attributes.startToFireTimeout) },
        saw,
        found?.event,
        'a timer: ',
      );
    }
    case 'activity': {
      const found = find(events, 'activityTaskScheduledEventAttributes', 'activityId', saw.seq);
      return against(found && contents(found.attributes.input), saw.args, found?.event, 'a request: ');
    }
    case 'ended': {
      const found = find(events, 'workflowExecutionCompletedEventAttributes');
      return against(found && contents(found.attributes.result), [saw.result], found?.event, 'the end: ');
    }
    default:
      return saw satisfies never;
  }
}

interface Found {
  readonly event: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What asks for something at the very end of a history has no event yet. */
function find(events: readonly RecordedEvent[], kind: string, key?: string, seq?: number): Found | undefined {
  for (const event of events) {
    const attributes = event[kind];
    if (isRecord(attributes) && (key === undefined || attributes[key] === String(seq))) {
      return { event: Number(event.eventId), attributes };
    }
  }
  return undefined;
}

/** Events by the number of the local activity whose result they keep. */
function localActivities(events: readonly RecordedEvent[]): ReadonlyMap<unknown, number> {
  return new Map(
    events.flatMap(({ eventId, markerRecordedEventAttributes: marker }) => {
      const details = isRecord(marker) && isRecord(marker.details) ? marker.details.data : null;
      const [data] = contents(details);
      return isRecord(data) ? [[data.seq, Number(eventId)] as const] : [];
    }),
  );
}

function contents(payloads: unknown): readonly unknown[] {
  const list = isRecord(payloads) && Array.isArray(payloads.payloads) ? payloads.payloads : [];
  return list.map((payload: unknown) => (isReadable(payload) ? payload.json : payload));
}

function against(
  recorded: unknown,
  replayed: unknown,
  event: number | undefined,
  where: string,
): Difference | null {
  if (recorded === undefined) return null;
  const what = firstDifference(recorded, replayed, '');
  return what === null ? null : { event: event ?? null, what: `${where}${what}` };
}

/** In words, with the path; null where everything that was recorded is there again. */
function firstDifference(recorded: unknown, replayed: unknown, path: string): string | null {
  if (Array.isArray(recorded) && Array.isArray(replayed) && recorded.length === replayed.length) {
    return firstOf(recorded.map((one, index) => firstDifference(one, replayed[index], `${path}[${index}]`)));
  }
  if (isRecord(recorded) && isRecord(replayed)) {
    const added = maps.has(path.split('.').at(-1) ?? '') ? Object.keys(replayed) : [];
    const keys = new Set([...Object.keys(recorded), ...added]);
    return firstOf([...keys].map((key) => firstDifference(recorded[key], replayed[key], join(path, key))));
  }
  const [was, is] = [recorded, replayed].map((value) => JSON.stringify(value) ?? 'nothing');
  return was === is ? null : `${path === '' ? '' : `${path} `}was ${was}, is now ${is}`;
}

function firstOf(differences: readonly (string | null)[]): string | null {
  return differences.find((one) => one !== null) ?? null;
}

const join = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

function withoutRun(input: unknown): unknown {
  if (!isRecord(input)) return input;
  const { run: _run, ...rest } = input;
  return rest;
}

function millisecondsOf(duration: unknown): number {
  const { seconds = 0, nanos = 0 } = isRecord(duration) ? duration : {};
  return Number(seconds) * 1_000 + Number(nanos) / 1e6;
}

function isWhole(events: readonly RecordedEvent[]): boolean {
  return find(events, 'workflowExecutionCompletedEventAttributes') !== undefined;
}
