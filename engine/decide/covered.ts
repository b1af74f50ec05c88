import { parseDay } from '../calendar/index.ts';
import type { Context } from './context.ts';

/**
 * True where the customer's credits and unallocated receipts cover what is claimed: all that is past
 * due, and this invoice. What is not due yet does not count against them: whoever keeps buying would
 * never be covered.
 */
export function isCovered({ facts, calendar, at }: Context): boolean {
  const { net, credit = 0, overdue } = facts.customer;
  if (net <= 0) return true;
  if (credit <= 0) return false;
  const { dueOn, open } = facts.invoice;
  const due = dueOn === null ? null : parseDay(dueOn);
  const isOverdue = due !== null && due < calendar.zone.dayOf(at);
  return credit >= (isOverdue ? overdue : overdue + open);
}
