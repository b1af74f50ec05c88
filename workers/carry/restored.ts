import type { Plan } from '../../schemas/index.ts';
import type { PendingRequest, RestoredDelivery } from '../../store/index.ts';

/**
 * The message of before a restore that answers a request: nothing leaves for an invoice until a person has
 * resolved them all, its own one first. One that was sent, for a step that this run never comes to, stands
 * for the request: the step had another name then, or another cycle of the invoice sent it.
 */
export function answerOfRestored(
  { id, invoiceId, runId }: PendingRequest,
  plan: Plan,
  restored: ReadonlyMap<number, readonly RestoredDelivery[]>,
): RestoredDelivery | null {
  const all = restored.get(invoiceId) ?? [];
  const unresolved = all.filter(({ status }) => status === 'uncertain');
  const own = unresolved.find(({ requestId }) => requestId === id);
  const unheard = all.find(
    ({ status, step, visit, ...sent }) =>
      status === 'sent' && (visit < 0 || (sent.runId === runId && !Object.hasOwn(plan.steps, step))),
  );
  return own ?? unresolved[0] ?? unheard ?? null;
}
