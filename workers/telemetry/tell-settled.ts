import type { PerformOutcome } from '../../schemas/index.ts';
import type { Telemetry } from './telemetry.ts';

export interface ToldFate {
  readonly channel: string;
  readonly fate: PerformOutcome['fate'];
}

/** Tells what has become of a delivery, whoever found it out: the provider, the journal, or a person. */
export function tellSettled(
  { metrics, log }: Telemetry,
  delivery: string,
  status: string,
  requests: readonly ToldFate[],
): void {
  const channel = requests[0]?.channel ?? 'none';
  metrics.deliveries.add(1, { channel, status });
  for (const { channel: asked, fate } of requests) metrics.performs.add(1, { channel: asked, fate });
  log.info({ delivery, channel, status }, 'delivery settled');
}
