import { closeOf, nextOpening, spread } from '../calendar/index.ts';
import type { Context } from './context.ts';

/**
 * The moment at which something meant for `instant` may leave: inside the window, put off within it
 * by the customer's share of the spread. Null for a window that never opens.
 */
export function spreadOpening(context: Context, instant: number): number | null {
  const { prepared, calendar, facts } = context;
  const opening = nextOpening(prepared.window, calendar, instant);
  if (opening === null) return null;
  const put = opening + spread(facts.customer.number, prepared.spread);
  const close = closeOf(prepared.window, calendar, opening);
  return close === null || put < close ? put : opening;
}
