import { ApplicationFailure } from '@temporalio/workflow';
import type { Ordered, Plan } from '../../../schemas/index.ts';
import { unreadableOrder } from '../contract.ts';
import { isUnreadable } from '../unreadable.ts';
import { readEvent } from './read-event.ts';

/**
 * The order that an update brings.
 *
 * @throws ApplicationFailure, which refuses the update before it enters the history: `malformed-order`,
 *   `unreadable-order`, or `unknown-step` where a jump leads to a step that the flow lacks.
 */
export function orderOf(raw: unknown, plan: Plan): Ordered {
  if (isUnreadable(raw) && raw.isEncrypted) {
    throw refusal(unreadableOrder, 'nobody who works here can read this order; it is told again');
  }
  const event = readEvent(raw, Date.now());
  if (event?.type !== 'ordered') {
    throw refusal('malformed-order', 'an order has type "ordered", an id, an instant and what is ordered');
  }
  if (event.order === 'jump' && (event.step === undefined || !Object.hasOwn(plan.steps, event.step))) {
    throw refusal('unknown-step', `the flow ${plan.flow} has no step "${event.step ?? ''}"`);
  }
  return event;
}

function refusal(type: string, message: string): ApplicationFailure {
  return ApplicationFailure.create({ type, message, nonRetryable: true });
}
