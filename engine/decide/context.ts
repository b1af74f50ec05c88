import type { InvoiceFacts, Problem } from '../../schemas/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { Prepared } from './prepare.ts';

/**
 * What a decision sees: the flow, the facts, the moment, and the calendar of the recipient (the
 * customer's zone with the company's holidays).
 */
export interface Context {
  readonly prepared: Prepared;
  readonly facts: InvoiceFacts;
  /** Logical time, epoch milliseconds. */
  readonly at: number;
  readonly calendar: Calendar;
}

export function problem(code: string, message: string): { readonly problem: Problem } {
  return { problem: { code, message } };
}
