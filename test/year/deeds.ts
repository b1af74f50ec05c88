/** Does in the store and in the books what a year says. What makes no sense at that moment is left out. */
import {
  closeDispute,
  finishTask,
  importBalance,
  moveDueDate,
  openDispute,
  pause,
  recordBounce,
  recordPayment,
  recordPromise,
  resume,
  reversePayment,
  type Store,
  tagInvoice,
  tellRuns,
  undoImport,
  untagInvoice,
} from '../../store/index.ts';
import type { Book } from './books.ts';
import type { Deed } from './year.ts';

export const actor = 'year';

export interface Invoiced {
  readonly book: Book;
  readonly number: string;
  readonly customer: string;
  readonly importId: string;
}

export interface Ledger {
  readonly store: Store;
  /** Invoices that have come so far. */
  readonly invoices: readonly Invoiced[];
  readonly at: number;
  /** `YYYY-MM-DD` so many days from now. */
  readonly dayIn: (days: number) => string;
}

export async function act(ledger: Ledger, deed: Deed): Promise<void> {
  switch (deed.what) {
    case 'answer':
      return answerTask(ledger, deed.more.luck);
    case 'import':
      for (let time = 0; time < deed.more.times; time += 1) await importAgain(ledger);
      return;
    case 'off':
    case 'set back':
      return;
    default: {
      const { invoices } = ledger;
      const invoiced = invoices[deed.more.invoice % Math.max(1, invoices.length)];
      if (invoiced !== undefined && !invoiced.book.isWithdrawn) await actOn(ledger, invoiced, deed);
    }
  }
}

type OfInvoice = Extract<Deed, { readonly more: { readonly invoice: number } }>;

async function actOn(ledger: Ledger, { book, importId }: Invoiced, deed: OfInvoice): Promise<void> {
  const { store, at, dayIn } = ledger;
  const { db } = store;
  const act = { at, actor };
  const { id } = book;
  switch (deed.what) {
    case 'pay':
    case 'credit': {
      const amount = Math.round((book.open * deed.more.percent) / 100);
      if (amount <= 0) return;
      const kind = deed.what === 'pay' ? 'payment' : 'credit';
      await recordPayment(db, { invoice: id, amount, currency: 'EUR', on: dayIn(0), kind }, act);
      if (kind === 'payment') book.payments.push(amount);
      book.receive(amount);
      return;
    }
    case 'reverse':
      return reverse(ledger, book);
    case 'dispute': {
      const reference = `D${book.disputes.size}-${at}`;
      await openDispute(db, id, { reference, category: 'price' }, act);
      book.disputes.add(reference);
      return;
    }
    case 'close': {
      const [reference] = book.disputes;
      if (reference === undefined) return;
      await closeDispute(db, { invoice: id, reference }, act);
      book.disputes.delete(reference);
      return;
    }
    case 'tag':
      await tagInvoice(db, id, 'litige', act);
      book.isTagged = true;
      return;
    case 'untag':
      await untagInvoice(db, id, 'litige', act);
      book.isTagged = false;
      return;
    case 'pause':
    case 'resume':
      return steer(ledger, book, deed.what);
    case 'promise':
      return promise(ledger, book, deed.more);
    case 'move':
      await moveDueDate(db, id, dayIn(deed.more.days), act);
      return;
    case 'withdraw':
      return withdraw(ledger, importId);
    case 'bounce':
      return bounce(ledger, book);
  }
}

/** Takes back the import that an invoice came with, and before it those that came after, latest first. */
async function withdraw({ store: { db }, invoices, at }: Ledger, importId: string): Promise<void> {
  const tried = await undoImport(db, importId, { at, actor });
  const later = !tried.ok && tried.refusal.why === 'followed' ? [importId, ...tried.refusal.later] : [];
  const taken = [tried];
  for (const id of later.toReversed()) taken.push(await undoImport(db, id, { at, actor }));
  if (taken.at(-1)?.ok !== true) throw new Error(`import ${importId} is not taken back`);
  const undone = new Set([importId, ...later]);
  for (const { book, importId: own } of invoices) if (undone.has(own)) book.isWithdrawn = true;
}

async function reverse({ store: { db }, at, dayIn }: Ledger, book: Book): Promise<void> {
  const amount = book.payments.pop();
  if (amount === undefined) return;
  const payment = await db
    .selectFrom('movement')
    .select('id')
    .where('invoice_id', '=', Number(book.id))
    .where('kind', '=', 'payment')
    .where('amount', '=', -amount)
    .where('id', 'not in', db.selectFrom('movement').select('reverses').where('reverses', 'is not', null))
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  await reversePayment(db, String(payment.id), { at, actor, on: dayIn(0) });
  book.receive(-amount);
}

async function promise(
  { store: { db }, at, dayIn }: Ledger,
  book: Book,
  { days, parts }: { readonly days: number; readonly parts: number },
): Promise<void> {
  const delay = days * parts;
  const each = Math.ceil(book.open / parts);
  if (book.open < parts || book.promisedDays + delay > 40) return;
  const agreed = Array.from({ length: parts }, (_, part) => ({
    on: dayIn(days * (part + 1)),
    amount: part === parts - 1 ? book.open - each * (parts - 1) : each,
  })).filter(({ amount }) => amount > 0);
  await recordPromise(db, book.id, agreed, { at, actor });
  let byThen = 0;
  book.promise = {
    received: 0,
    parts: agreed.map(({ on, amount }) => {
      byThen += amount;
      return { on, byThen };
    }),
  };
  book.promisedDays += delay;
}

async function steer({ store: { db }, at }: Ledger, book: Book, order: 'pause' | 'resume'): Promise<void> {
  await (order === 'pause' ? pause : resume)(db, { invoice: book.id }, { at, actor });
  book.isPaused = order === 'pause';
  const run = await db
    .selectFrom('run')
    .select('id')
    .where('invoice_id', '=', Number(book.id))
    .where('status', '=', 'running')
    .executeTakeFirst();
  if (run === undefined) return;
  const id = `${order}-${at}`;
  await tellRuns(db, [{ run_id: run.id, event_id: id, event: { type: 'ordered', id, at, order } }], at);
}

async function bounce({ store: { db }, at }: Ledger, book: Book): Promise<void> {
  const delivery = await db
    .selectFrom('delivery_request')
    .innerJoin('request', 'request.id', 'request_id')
    .innerJoin('delivery', 'delivery.id', 'delivery_id')
    .select('delivery.id')
    .where('request.invoice_id', '=', Number(book.id))
    .where('delivery.channel', '=', 'email')
    .orderBy('delivery.id', 'desc')
    .executeTakeFirst();
  if (delivery !== undefined) await recordBounce(db, String(delivery.id), {}, { at, actor });
}

/** Somebody does one of the tasks that are open. */
async function answerTask({ store: { db }, at }: Ledger, luck: number): Promise<void> {
  const open = await db
    .selectFrom('task')
    .select(['id', 'kind'])
    .where('status', '=', 'open')
    .orderBy('id')
    .execute();
  const task = open[luck % Math.max(1, open.length)];
  if (task === undefined) return;
  const outcomes =
    task.kind === 'approve' ? (['approved', 'refused'] as const) : (['no-answer', 'done'] as const);
  const outcome = outcomes[luck % 2] ?? 'done';
  await finishTask(db, String(task.id), { outcome }, { at, actor });
}

/** The accounting program's balance, as it is now. */
async function importAgain({ store, invoices, at }: Ledger): Promise<void> {
  const rows = invoices
    .filter(({ book }) => book.open > 0 && !book.isWithdrawn)
    .map(({ book, number, customer }) => ({
      ...{ entity: 'france', customer, number, instalment: 1, currency: 'EUR' },
      open: book.open,
    }));
  await importBalance(store.db, rows, { source: 'erp', at, actor, asOf: at });
}
