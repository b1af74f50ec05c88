/**
 * Gives open invoices without a run to the first flow whose entry takes them. One that no flow takes is
 * listed with the reason and asked again when a fact changes.
 */

import type { Explanation } from '../../engine/rules/index.ts';
import { newRun } from '../../engine/run/index.ts';
import type { InvoiceFacts } from '../../schemas/index.ts';
import {
  gatherFacts,
  noteNoFlow,
  quarantineNewRuns,
  type RunStart,
  startRuns,
  type Unattended,
  unattendedInvoices,
} from '../../store/index.ts';
import { tellEntered } from '../telemetry/index.ts';
import type { Carrier } from './carrier.ts';
import { contextFor } from './gather.ts';
import type { LoadedRelease } from './releases.ts';

const invoicesAtOnce = 500;

type Refusal = {
  readonly flow: string;
  readonly why: 'currency' | 'entry';
  readonly explanation: Explanation | null;
};

/** Why a flow does not take an invoice; null where it does. */
function refusal(
  carrier: Carrier,
  loaded: LoadedRelease,
  subject: { readonly facts: InvoiceFacts; readonly entity: string; readonly at: number },
): Refusal | null {
  const { flow, currency } = loaded.prepared.plan;
  if (subject.facts.invoice.currency !== currency) return { flow, why: 'currency', explanation: null };
  if (loaded.entry === null) return null;
  const context = contextFor(carrier, loaded, subject);
  const today = { today: context.calendar.zone.dayOf(context.at), currency };
  if (loaded.entry.test(context.facts, today) === true) return null;
  return { flow, why: 'entry', explanation: loaded.entry.explain(context.facts, today) };
}

/** Brings all of them in. Gives how many invoices were looked at. */
export async function enterInvoices(
  carrier: Carrier,
  heads: readonly string[],
  only: ReadonlySet<string> | null,
): Promise<number> {
  let looked = 0;
  for (let after: number | null = 0; after !== null; ) {
    const stretch: Entered = await enterStretch(carrier, { heads, only, after });
    looked += stretch.looked;
    after = stretch.next;
  }
  return looked;
}

export interface Entered {
  /** Invoices that were started or refused. */
  readonly looked: number;
  /** Where the next stretch begins; null where all were looked at. */
  readonly next: number | null;
}

interface EnterOptions {
  /** Digests of the releases in force, in the workspace's order. */
  readonly heads: readonly string[];
  /** Numbers of the invoices of a trial; null takes all. */
  readonly only: ReadonlySet<string> | null;
  /** Id of the invoice behind which to begin; 0 for the first. */
  readonly after: number;
}

/** Brings in those of one stretch of the ledger. */
export async function enterStretch(carrier: Carrier, { heads, only, after }: EnterOptions): Promise<Entered> {
  const { db } = carrier.store;
  if (heads.length === 0) return { looked: 0, next: null };
  const { invoices, next } = await unattendedInvoices(db, after, invoicesAtOnce);
  if (invoices.length === 0) return { looked: 0, next };
  const now = carrier.clock.now();
  const flows = await Promise.all(heads.map((digest) => carrier.releases.get(db, digest)));
  const facts = await gatherFacts(
    db,
    invoices.map(({ invoiceId }) => String(invoiceId)),
    now,
  );
  const starts: RunStart[] = [];
  const refused: { invoice_id: number; reason: unknown }[] = [];
  for (const invoice of invoices) {
    const own = facts.get(String(invoice.invoiceId));
    if (own === undefined) continue;
    if (only !== null && !only.has(own.invoice.number)) {
      refused.push({ invoice_id: invoice.invoiceId, reason: [{ why: 'not-in-trial' }] });
      continue;
    }
    const reasons = choose(carrier, flows, { invoice, facts: own, now }, starts);
    if (reasons !== null) refused.push({ invoice_id: invoice.invoiceId, reason: reasons });
  }
  const tell = await db.transaction().execute(async (tx) => {
    await startRuns(tx, starts, now);
    await noteNoFlow(tx, refused, now);
    await quarantineNewRuns(
      tx,
      starts.map(({ id }) => id),
      now,
    );
    return tellEntered(carrier.telemetry, tx, starts);
  });
  tell();
  return { looked: invoices.length, next };
}

/** Starts the invoice on the first flow that takes it; gives the reasons where none does. */
function choose(
  carrier: Carrier,
  flows: readonly LoadedRelease[],
  subject: { readonly invoice: Unattended; readonly facts: InvoiceFacts; readonly now: number },
  starts: RunStart[],
): readonly Refusal[] | null {
  const { invoice, facts, now } = subject;
  const reasons: Refusal[] = [];
  for (const loaded of flows) {
    const reason = refusal(carrier, loaded, { facts, entity: invoice.entity, at: now });
    if (reason !== null) {
      reasons.push(reason);
      continue;
    }
    const id = `${invoice.invoiceId}-${invoice.cycle}`;
    const { plan } = loaded.prepared;
    starts.push({
      id,
      invoiceId: invoice.invoiceId,
      customerId: invoice.customerId,
      cycle: invoice.cycle,
      flowId: plan.flow,
      state: newRun(plan, id),
      engine: carrier.engine,
    });
    return null;
  }
  return reasons;
}
