/** Transaction two: deliveries are settled, their requests answered and the runs told. */
import type { PerformOutcome, Problem } from '../../schemas/index.ts';
import {
  type DeliveredRequest,
  type DeliveryStatus,
  finishRequests,
  requestsOfDeliveries,
  settleDeliveries,
  tellRuns,
} from '../../store/index.ts';
import type { SendResult } from '../channels/index.ts';
import { tellSettled } from '../telemetry/index.ts';
import type { Carrier } from './carrier.ts';

/** Pause before a message that never left is tried again, in milliseconds: doubled each time. */
const firstPause = 60_000;
const longestPause = 3_600_000;
/** For how long it is tried before a person must look. */
const retryAtMost = 3 * 86_400_000;

/** What becomes of a delivery, and of each request that it was made for. */
interface Fate {
  readonly status: DeliveryStatus;
  readonly providerId: string | null;
  readonly error: unknown;
  readonly outcomeFor: (request: DeliveredRequest, now: number) => PerformOutcome;
}

/** A provider that is down is tried again later and never quite at the same moment; other faults hold. */
function failure(problem: Problem, retryable: boolean): Fate['outcomeFor'] {
  return ({ deliveryId, failures, since }, now) => {
    if (!retryable || now - since > retryAtMost) return { fate: 'failed', problem };
    const pause = Math.min(longestPause, firstPause * 2 ** Math.max(0, failures - 1));
    return {
      fate: 'deferred',
      until: now + Math.round(pause * (1 + (deliveryId % 10) / 20)),
      why: 'provider',
    };
  };
}

export function fateOf(result: SendResult, delivery: string): Fate {
  const done = () => ({ fate: 'done', delivery }) as const;
  switch (result.fate) {
    case 'sent': {
      const error =
        result.refused.length === 0 ? null : { code: 'recipients-refused', refused: result.refused };
      return { status: 'sent', providerId: result.providerId, error, outcomeFor: done };
    }
    case 'captured':
      return { status: 'captured', providerId: null, error: null, outcomeFor: done };
    case 'failed': {
      const { problem, retryable } = result;
      return { status: 'failed', providerId: null, error: problem, outcomeFor: failure(problem, retryable) };
    }
    case 'uncertain': {
      const outcomeFor = () => ({ fate: 'uncertain', delivery }) as const;
      return { status: 'uncertain', providerId: null, error: result.problem, outcomeFor };
    }
  }
}

/** What is known of a delivery, where it still has one of the statuses of before. */
export interface Settlement {
  readonly id: number;
  /** Of the message that was sent: another server may have given its number to another one. */
  readonly messageId?: string | null;
  readonly from: readonly DeliveryStatus[];
  readonly fate: Fate;
}

/** Settles several in one transaction. Gives the ids of those that nobody had settled before. */
export async function settle(
  { store, clock, telemetry }: Pick<Carrier, 'store' | 'clock' | 'telemetry'>,
  settlements: readonly Settlement[],
): Promise<ReadonlySet<number>> {
  const now = clock.now();
  const fates = new Map(settlements.map(({ id, fate }) => [id, fate]));
  const changes = settlements.map(({ id, messageId = null, from, fate: { status, providerId, error } }) => {
    return { id, messageId, from, to: status, providerId, error };
  });
  const { settled, answers } = await store.db.transaction().execute(async (tx) => {
    const settled = await settleDeliveries(tx, changes, now);
    const requests = await requestsOfDeliveries(tx, [...settled]);
    const answers = requests.flatMap((request) => {
      const outcome = fates.get(request.deliveryId)?.outcomeFor(request, now);
      return outcome === undefined ? [] : [{ request, outcome }];
    });
    await finishRequests(
      tx,
      answers.map(({ request, outcome }) => ({ id: request.requestId, outcome })),
    );
    await tellRuns(
      tx,
      answers.map(({ request: { runId, command, deliveryId }, outcome }) => ({
        run_id: runId,
        event_id: `p/${command}/${outcome.fate}/${deliveryId}`,
        event: { type: 'performed', command, outcome },
      })),
      now,
    );
    return { settled, answers };
  });
  const told = Map.groupBy(answers, ({ request }) => request.deliveryId);
  for (const { id, fate } of settlements) {
    if (!settled.has(id)) continue;
    const own = (told.get(id) ?? []).map(({ request, outcome }) => ({
      channel: request.channel,
      fate: outcome.fate,
    }));
    tellSettled(telemetry, String(id), fate.status, own);
  }
  return settled;
}
