import { sql } from 'kysely';
import type { PerformOutcome } from '../../schemas/index.ts';
import type { Db } from '../database.ts';

/** Where a request stands for somebody who waits for it. */
export type Awaited =
  | { readonly status: 'asked' | 'sending' }
  | { readonly status: 'answered'; readonly outcome: PerformOutcome }
  /** The run has left the step meanwhile: nothing will be done for this command any more. */
  | { readonly status: 'gone' };

/**
 * Looks for the outcome of a command. Whoever waits for it brings it to the run himself, so that it is
 * taken out of the run's inbox; the request keeps it for one who has to ask again.
 */
export async function takeOutcome(db: Db, run: string, command: string, now: number): Promise<Awaited> {
  const { rows } = await sql<{ status: string; outcome: PerformOutcome | null }>`
    select status, outcome from request where run_id = ${run} and command = ${command}`.execute(db);
  const [request] = rows;
  if (request === undefined) return { status: 'gone' };
  const { status } = request;
  // One that was put into a slot has its answer: to ask again at the slot's end.
  if (status !== 'answered' && status !== 'slotted')
    return { status: status === 'sending' ? status : 'asked' };
  await sql`
    update inbox set consumed_at = ${now}
    where run_id = ${run} and consumed_at is null and event->>'type' = 'performed'
      and event->>'command' = ${command}`.execute(db);
  return request.outcome === null ? { status: 'gone' } : { status: 'answered', outcome: request.outcome };
}
