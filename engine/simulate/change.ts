import type { Event, Happening, Order, TaskOutcome } from '../../schemas/index.ts';
import { finishTask, moveOpen, type WorldInvoice } from './world.ts';

/** Something that happens in the simulated world. Amounts in minor units; null is all that is open. */
export type Change =
  | { readonly what: 'paid' | 'reversed' | 'credited'; readonly amount: number | null; readonly on: string }
  | { readonly what: 'disputed'; readonly id: string; readonly category: string | null }
  | { readonly what: 'dispute-closed'; readonly id: string }
  | {
      readonly what: 'promised';
      readonly id: string;
      readonly parts: readonly { readonly on: string; readonly amount: number }[];
    }
  | {
      readonly what:
        | 'replied'
        | 'bounced'
        | 'insolvent'
        | 'written-off'
        | 'pause'
        | 'resume'
        | 'skip'
        | 'stop';
    }
  | { readonly what: 'task-done'; readonly step: string; readonly outcome: TaskOutcome }
  | { readonly what: 'due-date-moved'; readonly to: string }
  | { readonly what: 'tagged' | 'untagged'; readonly tag: string }
  | { readonly what: 'jump'; readonly step: string };

export interface Timed {
  readonly at: number;
  /** Index of the invoice among the customer's. */
  readonly invoice: number;
  readonly change: Change;
}

interface Told {
  readonly id: string;
  readonly at: number;
}

function told(
  base: Told,
  what: Happening,
  more: { object?: string; step?: string; outcome?: TaskOutcome; tag?: string } = {},
): Event {
  return { type: 'happened', ...base, what, ...more };
}

function order(base: Told, name: Order, step?: string): Event {
  return { type: 'ordered', ...base, order: name, ...(step === undefined ? {} : { step }) };
}

function pay(
  invoice: WorldInvoice,
  change: Extract<Change, { what: 'paid' | 'reversed' | 'credited' }>,
  base: Told,
): Event {
  const open = invoice.invoice.open;
  const amount = change.amount ?? (change.what === 'reversed' ? invoice.invoice.amount - open : open);
  const signed = change.what === 'reversed' ? amount : -amount;
  moveOpen(invoice, signed);
  const settled = invoice.invoice.open <= 0;
  if (change.what !== 'credited') {
    invoice.payments = [...invoice.payments, { on: change.on, recordedAt: base.at, amount: -signed }];
  }
  invoice.invoice.settledBy = settled ? (change.what === 'credited' ? 'credited' : 'paid') : null;
  if (change.what !== 'paid') return told(base, change.what);
  return told(base, settled ? 'paid' : 'partly-paid');
}

function dispute(
  invoice: WorldInvoice,
  change: Extract<Change, { what: 'disputed' | 'dispute-closed' }>,
  at: number,
): void {
  const known = invoice.disputes.find((one) => one.id === change.id);
  if (change.what === 'dispute-closed') {
    const closed = {
      id: change.id,
      category: known?.category ?? null,
      openedAt: known?.openedAt ?? at,
      closedAt: at,
    };
    invoice.disputes = [...invoice.disputes.filter((one) => one !== known), closed];
  } else if (known === undefined) {
    invoice.disputes = [
      ...invoice.disputes,
      { id: change.id, category: change.category, openedAt: at, closedAt: null },
    ];
  }
}

/** Changes the world's facts and gives the event by which the invoice's run hears of it. */
export function applyChange(invoice: WorldInvoice, change: Change, base: Told): Event {
  const { at } = base;
  switch (change.what) {
    case 'paid':
    case 'reversed':
    case 'credited':
      return pay(invoice, change, base);
    case 'disputed':
    case 'dispute-closed':
      dispute(invoice, change, at);
      return told(base, change.what, { object: change.id });
    case 'promised': {
      const replaced = invoice.promises.map((one) =>
        one.fate === 'open' ? { ...one, fate: 'replaced' as const } : one,
      );
      invoice.promises = [...replaced, { id: change.id, recordedAt: at, parts: change.parts, fate: 'open' }];
      return told(base, 'promised', { object: change.id });
    }
    case 'replied':
      invoice.replies = [...invoice.replies, { id: base.id, at }];
      return told(base, 'replied');
    case 'bounced':
      invoice.bounces = [...invoice.bounces, { id: base.id, at }];
      return told(base, 'bounced');
    case 'task-done': {
      const task = finishTask(invoice, change.step, change.outcome, at);
      return told(base, 'task-done', { step: change.step, outcome: change.outcome, object: task ?? '' });
    }
    case 'due-date-moved':
      invoice.invoice.dueOn = change.to;
      return told(base, 'due-date-moved');
    case 'tagged':
      if (!invoice.invoice.tags.includes(change.tag))
        invoice.invoice.tags = [...invoice.invoice.tags, change.tag];
      return told(base, 'tagged', { tag: change.tag });
    case 'untagged':
      invoice.invoice.tags = invoice.invoice.tags.filter((tag) => tag !== change.tag);
      return told(base, 'untagged', { tag: change.tag });
    case 'insolvent':
      invoice.customer.insolvent = true;
      return told(base, 'insolvent');
    case 'written-off':
      invoice.invoice.writtenOff = true;
      return told(base, 'written-off');
    case 'pause':
    case 'resume':
      invoice.paused = change.what === 'pause';
      return order(base, change.what);
    case 'skip':
    case 'stop':
      return order(base, change.what);
    case 'jump':
      return order(base, 'jump', change.step);
  }
}
