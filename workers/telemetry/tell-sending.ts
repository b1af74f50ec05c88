import { runsOfDelivery, type Store } from '../../store/index.ts';
import type { OpenSpan } from './spans.ts';
import type { Telemetry } from './telemetry.ts';

interface Teller {
  readonly store: Store;
  readonly telemetry: Telemetry;
}

/** A message on its way to a provider. */
export interface Sending {
  /** What the provider said. */
  answered(status: string): void;
  /** Once that is stored. */
  end(): void;
}

/** Begins to tell of one delivery, under the run of its first request and linked to those of the others. */
export async function tellSending(
  teller: Teller,
  { delivery, channel }: { readonly delivery: string; readonly channel: string },
): Promise<Sending> {
  const { log, metrics } = teller.telemetry;
  const span = await beginSpan(teller, delivery, channel).catch(() => null);
  const began = performance.now();
  return {
    answered(status) {
      const seconds = (performance.now() - began) / 1_000;
      metrics.sendDuration.record(seconds, { channel, status });
      log.debug({ delivery, channel, status, seconds }, 'provider answered');
      span?.add({ status });
      if (status === 'failed' || status === 'uncertain') span?.fail(status);
    },
    end() {
      span?.end();
    },
  };
}

async function beginSpan(
  { store, telemetry: { spans } }: Teller,
  delivery: string,
  channel: string,
): Promise<OpenSpan | null> {
  if (spans === null) return null;
  const [lead, ...others] = await runsOfDelivery(store.db, Number(delivery));
  if (lead === undefined) return null;
  const { run, release, step, visit, traceparent } = lead;
  return spans.begin('send', {
    parent: traceparent,
    links: others.flatMap((other) => other.traceparent ?? []),
    fields: { run, release, step, visit, delivery, channel },
  });
}
