import type { PerformOutcome } from '../../schemas/index.ts';
import { type Store, traceparentsOfRuns } from '../../store/index.ts';
import type { Telemetry } from './telemetry.ts';

/** What the mailroom said to a request: the answer, or that a provider is about to have it. */
export interface ToldRequest {
  readonly run: string;
  readonly step: string;
  readonly visit: number;
  readonly channel: string;
  readonly fate: PerformOutcome['fate'] | 'sending';
  readonly delivery: string | null;
}

/** A delivery that was captured: nothing more will become of it. */
export interface ToldCapture {
  readonly delivery: string;
  readonly channel: string;
}

interface Round {
  /** Real time, epoch milliseconds. */
  readonly began: number;
  readonly requests: readonly ToldRequest[];
  readonly captured: readonly ToldCapture[];
}

/** Tells of a round of the mailroom once it is committed. */
export async function tellMail(
  { store, telemetry }: { readonly store: Store; readonly telemetry: Telemetry },
  { began, requests, captured }: Round,
): Promise<void> {
  const { log, metrics, spans } = telemetry;
  for (const { channel, fate } of requests) {
    if (fate !== 'sending') metrics.performs.add(1, { channel, fate });
  }
  for (const { channel, delivery } of captured) {
    metrics.deliveries.add(1, { channel, status: 'captured' });
    log.info({ delivery, channel, status: 'captured' }, 'delivery captured');
  }
  for (const { run, step, visit, channel, fate } of requests) {
    log.debug({ run, step, visit, channel, fate }, 'request answered');
  }
  if (spans === null || requests.length === 0) return;
  const parents = await traceparentsOfRuns(
    store.db,
    requests.map(({ run }) => run),
  ).catch(() => null);
  for (const { run, step, visit, channel, fate, delivery } of requests) {
    const fields = { run, step, visit, channel, fate, delivery: delivery ?? undefined };
    spans.begin('mailroom', { parent: parents?.get(run) ?? null, fields, start: began }).end();
  }
}
