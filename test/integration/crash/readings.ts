/** What a store says after the crashes, for comparison with what arrived at the mail server. */
import type { Store } from '../../../store/index.ts';
import type { AcceptedMessage } from '../../smtp/behaviour.ts';

export interface Line {
  readonly run: string;
  readonly customer: number;
  readonly at: number;
  readonly step: string;
  readonly what: string;
  readonly detail: Readonly<Record<string, unknown>> | null;
}

/** The trace of every run, in its order. */
export async function readLines({ db }: Store): Promise<readonly Line[]> {
  const rows = await db
    .selectFrom('trace')
    .innerJoin('run', 'run.id', 'trace.run_id')
    .select(['run_id', 'run.customer_id', 'trace.at', 'trace.step', 'trace.what', 'trace.detail'])
    .orderBy('run_id')
    .orderBy('seq')
    .execute();
  return rows.map(({ run_id, customer_id, ...line }) => ({ run: run_id, customer: customer_id, ...line }));
}

/** Deliveries whose fate is not known. */
export async function readUncertain({ db }: Store) {
  return db
    .selectFrom('delivery')
    .select(['id', 'message_id'])
    .where('status', 'in', ['uncertain', 'sending'])
    .execute();
}

/** What is known of each of them: the mail server has it, or has not. */
export function fatesOf(
  uncertain: Awaited<ReturnType<typeof readUncertain>>,
  accepted: readonly AcceptedMessage[],
): readonly (readonly [string, 'sent' | 'not-sent'])[] {
  const arrived = new Set(accepted.map(({ messageId }) => messageId));
  return uncertain.map(({ id, message_id }) => [String(id), arrived.has(message_id) ? 'sent' : 'not-sent']);
}

/** How often each reminder arrived, by `run step visit`, whatever the number of tries. */
export async function readArrivals(
  { db }: Store,
  accepted: readonly Pick<AcceptedMessage, 'messageId'>[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('delivery_request', 'delivery_id', 'delivery.id')
    .innerJoin('request', 'request.id', 'request_id')
    .select(['request.run_id', 'request.step', 'request.visit', 'delivery.message_id'])
    .orderBy('request.id')
    .execute();
  const counts = new Map<string, number>();
  for (const { messageId } of accepted) counts.set(messageId ?? '', (counts.get(messageId ?? '') ?? 0) + 1);
  const arrivals = new Map<string, number>();
  for (const { run_id, step, visit, message_id } of rows) {
    const key = `${run_id} ${step} ${visit}`;
    arrivals.set(key, (arrivals.get(key) ?? 0) + (counts.get(message_id ?? '') ?? 0));
  }
  return arrivals;
}

/** A small generator of numbers from 0 to 1: a seed makes the same moments again. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** The seeds that `KILL_SEEDS` names, first and last: `76-150`. Three where it is absent. */
export function seedsToTry(): readonly number[] {
  const [first = 1, last = 3] = (process.env.KILL_SEEDS ?? '1-3').split('-').map(Number);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}
