import { closeOf, isOpen, nextOpening, spread } from '../calendar/index.ts';
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

/** The instant itself while the window is open, else the spread opening after it. */
export function openingFrom(context: Context, instant: number): number | null {
  return isOpen(context.prepared.window, context.calendar, instant)
    ? instant
    : spreadOpening(context, instant);
}
