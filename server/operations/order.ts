import { randomUUID } from 'node:crypto';
import type { Ordered, RunState } from '../../schemas/index.ts';
import { type FoundInvoice, readRun, reviveRun, tellRuns, writeAudit } from '../../store/index.ts';
import type { LoadedRelease } from '../../workers/carry/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { deedOf } from './act.ts';
import type { Caller } from './operation.ts';
import { Refusal } from './refusal.ts';

export interface RunUnderWay {
  readonly run: string;
  readonly status: 'running' | 'poisoned';
  readonly state: RunState;
  readonly loaded: LoadedRelease;
}

/** The run of an invoice, if it is under way. @throws Refusal `conflict` where none is. */
export async function runOf(house: OpenHouse, invoice: FoundInvoice): Promise<RunUnderWay> {
  const run = invoice.run === null ? null : await readRun(house.store.db, invoice.run);
  if (run === null || invoice.run === null) {
    throw new Refusal('conflict', {
      fr: `aucun scénario ne suit la facture ${invoice.number} ; palier explain ${invoice.number} dit pourquoi`,
      en: `no flow follows invoice ${invoice.number}; palier explain ${invoice.number} says why`,
    });
  }
  if (run.status === 'finished') {
    throw new Refusal('conflict', {
      fr: `le suivi de la facture ${invoice.number} est terminé (${run.state.outcome})`,
      en: `the run of invoice ${invoice.number} has ended (${run.state.outcome})`,
    });
  }
  const loaded = await house.carrier.releases.get(house.store.db, run.state.release);
  return { run: invoice.run, status: run.status, state: run.state, loaded };
}

type Order = Pick<Ordered, 'order' | 'step' | 'delivery' | 'fate'>;

/**
 * Tells a run an order, once, and notes who gave it. The run follows when its turn comes; one that was set
 * aside is tried once more, and hears the order before anything else. Gives true for such a one.
 */
export async function giveOrder(
  house: OpenHouse,
  run: string,
  order: Order,
  { caller, why }: { readonly caller: Caller; readonly why?: string | undefined },
): Promise<boolean> {
  const deed = deedOf(house, caller);
  const id = `order-${randomUUID()}`;
  const event: Ordered = { type: 'ordered', id, at: deed.at, ...order };
  const wasSetAside = await house.store.db.transaction().execute(async (tx) => {
    await tellRuns(tx, [{ run_id: run, event_id: id, event }], deed.at);
    const revived = await reviveRun(tx, run, id);
    const detail = order.step === undefined ? {} : { step: order.step };
    await writeAudit(tx, deed, {
      what: `ordered ${order.order}`,
      object: `run ${run}`,
      why: why ?? null,
      detail,
    });
    return revived;
  });
  house.driver?.nudge();
  return wasSetAside;
}
