import type { Context } from 'hono';
import { readPulse } from '../../store/index.ts';
import type { House } from '../house/house.ts';

/** What a program asks to know whether all is well; ids and counts only. */
export async function health(c: Context, house: House): Promise<Response> {
  const now = house.clock.now();
  const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
  const base = { store: house.store.kind, clock: iso(now), running: house.driver !== null };
  try {
    const pulse = await readPulse(house.store.db, now);
    return c.json({
      status: 'ok',
      ...base,
      nextWake: iso(pulse.nextWake),
      due: pulse.due,
      runs: pulse.running,
      held: pulse.held,
      openInvoices: pulse.openInvoices,
      mail: house.carrier.email === null ? 'captured' : 'configured',
    });
  } catch {
    return c.json({ status: 'store-failed', ...base }, 503);
  }
}
