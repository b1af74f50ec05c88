import type { Change } from '../../engine/simulate/index.ts';
import {
  closeDispute,
  type Deed,
  finishTask,
  markInsolvent,
  moveDueDate,
  openDispute,
  pause,
  recordBounce,
  recordPayment,
  recordPromise,
  recordReply,
  resume,
  reversePayment,
  type Store,
  tagInvoice,
  tellRuns,
  untagInvoice,
  writeOff,
} from '../../store/index.ts';

async function runOf({ db }: Store, invoice: string): Promise<string | null> {
  const run = await db
    .selectFrom('run')
    .select('id')
    .where('invoice_id', '=', Number(invoice))
    .orderBy('cycle', 'desc')
    .executeTakeFirst();
  return run?.id ?? null;
}

async function order(
  store: Store,
  invoice: string,
  name: 'pause' | 'resume' | 'skip' | 'stop' | 'jump',
  deed: Deed,
  step?: string,
) {
  const run = await runOf(store, invoice);
  if (run === null) return;
  const id = `order-${name}-${deed.at}`;
  const event = {
    type: 'ordered',
    id,
    at: deed.at,
    order: name,
    ...(step === undefined ? {} : { step }),
  } as const;
  await tellRuns(store.db, [{ run_id: run, event_id: id, event }], deed.at);
}

async function pay(
  store: Store,
  invoice: string,
  change: Extract<Change, { what: 'paid' | 'credited' | 'reversed' }>,
  deed: Deed,
) {
  const row = await store.db
    .selectFrom('invoice')
    .selectAll()
    .where('id', '=', Number(invoice))
    .executeTakeFirstOrThrow();
  const amount = change.amount ?? (change.what === 'reversed' ? row.amount - row.open : row.open);
  if (change.what !== 'reversed') {
    const kind = change.what === 'paid' ? 'payment' : 'credit';
    await recordPayment(store.db, { invoice, amount, currency: row.currency, on: change.on, kind }, deed);
    return;
  }
  const payment = await store.db
    .selectFrom('movement')
    .select('id')
    .where('invoice_id', '=', row.id)
    .where('kind', '=', 'payment')
    .where('amount', '=', -amount)
    .executeTakeFirstOrThrow();
  await reversePayment(store.db, String(payment.id), { ...deed, on: change.on });
}

async function lastDelivery(store: Store, invoice: string): Promise<string | null> {
  const row = await store.db
    .selectFrom('delivery')
    .innerJoin('delivery_request', 'delivery_id', 'delivery.id')
    .innerJoin('request', 'request.id', 'request_id')
    .select('delivery.id')
    .where('request.invoice_id', '=', Number(invoice))
    .where('delivery.channel', 'in', ['email', 'sms', 'letter', 'registered-letter'])
    .orderBy('delivery.id', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : String(row.id);
}

/** Does in the ledger what a script says happens, as an operator or an import would. */
export async function applyToStore(store: Store, invoice: string, change: Change, deed: Deed): Promise<void> {
  const { db } = store;
  switch (change.what) {
    case 'paid':
    case 'credited':
    case 'reversed':
      await pay(store, invoice, change, deed);
      return;
    case 'disputed':
      await openDispute(db, invoice, { reference: change.id, category: change.category }, deed);
      return;
    case 'dispute-closed':
      await closeDispute(db, { invoice, reference: change.id }, deed);
      return;
    case 'promised':
      await recordPromise(db, invoice, change.parts, deed);
      return;
    case 'replied':
      await recordReply(db, { invoice }, {}, deed);
      return;
    case 'bounced': {
      const delivery = await lastDelivery(store, invoice);
      if (delivery !== null) await recordBounce(db, delivery, {}, deed);
      return;
    }
    case 'task-done': {
      const task = await db
        .selectFrom('task')
        .select('id')
        .where('invoice_id', '=', Number(invoice))
        .where('step', '=', change.step)
        .where('status', '=', 'open')
        .orderBy('id', 'desc')
        .executeTakeFirst();
      if (task !== undefined) await finishTask(db, String(task.id), { outcome: change.outcome }, deed);
      return;
    }
    case 'due-date-moved':
      await moveDueDate(db, invoice, change.to, deed);
      return;
    case 'tagged':
      await tagInvoice(db, invoice, change.tag, deed);
      return;
    case 'untagged':
      await untagInvoice(db, invoice, change.tag, deed);
      return;
    case 'insolvent': {
      const row = await db
        .selectFrom('invoice')
        .select('customer_id')
        .where('id', '=', Number(invoice))
        .executeTakeFirstOrThrow();
      await markInsolvent(db, String(row.customer_id), deed);
      return;
    }
    case 'written-off':
      await writeOff(db, invoice, deed);
      return;
    case 'pause':
      await pause(db, { invoice }, deed);
      await order(store, invoice, 'pause', deed);
      return;
    case 'resume':
      await resume(db, { invoice }, deed);
      await order(store, invoice, 'resume', deed);
      return;
    case 'skip':
    case 'stop':
      await order(store, invoice, change.what, deed);
      return;
    case 'jump':
      await order(store, invoice, 'jump', deed, change.step);
      return;
  }
}
