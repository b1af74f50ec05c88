/** Makes a recorded run of a workflow's history: decrypted, redacted, replayed once to note its turns. */
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Payload } from '@temporalio/common';
import type { WorkflowBundle } from '@temporalio/worker';
import { createEncryption } from '../encryption.ts';
import type { EncryptionKeys } from '../settings.ts';
import { type History, isRecord, readableEvents } from './readable-history.ts';
import type { RecordedRelease, RecordedRun } from './recorded-run.ts';
import { planFromRecorded, planOfRecorded } from './recordings.ts';
import { redactEvents } from './redact.ts';
import { type Replayed, replayRuns } from './replay-runs.ts';

const startKey = 'workflowExecutionStartedEventAttributes';

/** The history of the workflow that bears the run's id, the last of its chain; null where Temporal has none. */
export async function fetchHistory(client: Client, run: string): Promise<History | null> {
  try {
    return await client.workflow.getHandle(run).fetchHistory();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}

/** Digests of the releases that a history names. */
export function releasesIn(history: History): readonly string[] {
  const text = JSON.stringify(readableEvents(history));
  return [...new Set(text.match(/sha256:[0-9a-f]{64}/g))];
}

export interface Raw {
  readonly run: string;
  readonly history: History;
  readonly releases: readonly RecordedRelease[];
}

/** The run without its turns: what it asked for is known once it has been replayed. */
export function recordedRun({ run, history, releases }: Raw, name: string): RecordedRun {
  const known = [releases.map(({ flow }) => flow), releases.map(planOfRecorded)];
  const events = redactEvents(readableEvents(history), { run, known });
  return { flow: releases[0]?.flow.id ?? '', name, events, turns: null };
}

/** The run as it is: for the machine that it lies on, and no other place. */
export function rawRun({ history, releases }: Raw): RecordedRun {
  const events = readableEvents(history);
  return { flow: releases[0]?.flow.id ?? '', name: 'as it is', events, turns: null };
}

/** Replays a run, and notes its turns where it replays. */
export async function replayRecorded(
  run: RecordedRun,
  releases: readonly RecordedRelease[],
  bundle: WorkflowBundle,
): Promise<Replayed> {
  const [replayed] = await replayRuns([run], { bundle, planOf: planFromRecorded(releases) });
  if (replayed === undefined) throw new Error('the run was not replayed');
  const { difference, turns } = replayed;
  return { ...replayed, run: { ...run, turns: difference === null ? turns : null } };
}

/**
 * The history with its payloads decrypted. What a stranger sent and nobody can read stays as it is: the
 * workflow met it so.
 *
 * @throws TemporalError where what the run began with cannot be read.
 */
export async function decrypted(history: History, keys: EncryptionKeys | null): Promise<History> {
  if (keys === null) return history;
  const codec = createEncryption(keys);
  const decode = async (value: unknown, isStrict: boolean): Promise<unknown> => {
    if (Array.isArray(value)) return Promise.all(value.map((inner) => decode(inner, isStrict)));
    if (!isRecord(value)) return value;
    if (isRecord(value.metadata) && value.data instanceof Uint8Array) {
      const decoding = codec.decode([value as Payload]);
      const [payload] = await (isStrict ? decoding : decoding.catch(() => [value]));
      return payload;
    }
    const entries = Object.entries(value).map(
      async ([key, inner]) => [key, await decode(inner, isStrict || key === startKey)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  };
  return { events: (await decode(history.events, false)) as NonNullable<History['events']> };
}
