/**
 * The yardstick: what somebody would write by hand for exactly this flow, without holds, caps, slots,
 * questions or facts. One binary heap over all invoices, typed arrays for what changes; each wait's end
 * is the due date moved into the send window, put off by the customer's share of the spread. It keeps
 * the order of time over the whole ledger and writes the same lines.
 */
import { nextOpening, parseDuration, spread } from '../../engine/calendar/index.ts';
import type { TraceLine } from '../../schemas/index.ts';
import { computed } from '../duel.ts';
import type { Walked } from './engine-side.ts';
import { large, prepared, waits } from './flow.ts';
import { calendar, customerNumber, numbersOf } from './ledger.ts';

/** What the loop knows of the invoices: numbers, read beforehand. */
export interface Book {
  readonly due: Int32Array;
  readonly isLarge: Uint8Array;
  readonly customers: readonly string[];
}

const spreadOver = parseDuration(prepared.plan.policies.spread);

export function bookOf(count: number): Book {
  const due = new Int32Array(count);
  const isLarge = new Uint8Array(count);
  const customers: string[] = [];
  for (let invoice = 0; invoice < count; invoice += 1) {
    const numbers = numbersOf(invoice, 1);
    due[invoice] = numbers.due;
    isLarge[invoice] = numbers.open >= large ? 1 : 0;
    customers.push(customerNumber(numbers.customer));
  }
  return { due, isLarge, customers };
}

/** The instant of a day's opening, or of the next one. */
function openingOn(day: number): number {
  const morning = calendar.zone.instantOf(day, 540);
  return nextOpening(prepared.window, calendar, morning) ?? morning;
}

/** A binary heap of invoices by instant, then by number. */
class Heap {
  private readonly times: Float64Array;
  private readonly invoices: Int32Array;
  private size = 0;

  constructor(capacity: number) {
    this.times = new Float64Array(capacity);
    this.invoices = new Int32Array(capacity);
  }

  get first(): number {
    return this.size === 0 ? -1 : (this.invoices[0] ?? -1);
  }

  get firstTime(): number {
    return this.times[0] ?? 0;
  }

  push(time: number, invoice: number): void {
    const { times, invoices } = this;
    let place = this.size;
    this.size += 1;
    while (place > 0) {
      const parent = (place - 1) >>> 1;
      const above = times[parent] ?? 0;
      if (above < time || (above === time && (invoices[parent] ?? 0) < invoice)) break;
      times[place] = above;
      invoices[place] = invoices[parent] ?? 0;
      place = parent;
    }
    times[place] = time;
    invoices[place] = invoice;
  }

  /** Puts another time in the place of the first. */
  replaceFirst(time: number, invoice: number): void {
    const { times, invoices, size } = this;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && this.isBefore(right, child)) child = right;
      const below = times[child] ?? 0;
      if (below > time || (below === time && (invoices[child] ?? 0) > invoice)) break;
      times[place] = below;
      invoices[place] = invoices[child] ?? 0;
      place = child;
    }
    times[place] = time;
    invoices[place] = invoice;
  }

  pop(): void {
    this.size -= 1;
    if (this.size > 0) this.replaceFirst(this.times[this.size] ?? 0, this.invoices[this.size] ?? 0);
  }

  private isBefore(a: number, b: number): boolean {
    const { times, invoices } = this;
    const first = times[a] ?? 0;
    const second = times[b] ?? 0;
    return first < second || (first === second && (invoices[a] ?? 0) < (invoices[b] ?? 0));
  }
}

function line(
  at: number,
  step: string,
  what: TraceLine['what'],
  detail: TraceLine['detail'] = null,
): TraceLine {
  return { at, step, visit: step === 'before' && what === 'started' ? 0 : 1, what, detail };
}

/** Walks all invoices of the book. */
export function walkByHand({ due, isLarge, customers }: Book): Walked {
  const count = due.length;
  const from = computed();
  const traces: TraceLine[][] = [];
  const places = new Uint8Array(count);
  const puts = new Float64Array(count);
  const heap = new Heap(count);
  for (let invoice = 0; invoice < count; invoice += 1) {
    traces.push([]);
    puts[invoice] = spread(customers[invoice] ?? '', spreadOver);
    heap.push(calendar.zone.instantOf((due[invoice] ?? 0) - 30, 0), invoice);
  }
  for (let invoice = heap.first; invoice >= 0; invoice = heap.first) {
    const at = heap.firstTime;
    const trace = traces[invoice] ?? [];
    const place = places[invoice] ?? 0;
    places[invoice] = place + 1;
    const days = waits[place];
    const until = days === undefined ? 0 : openingOn((due[invoice] ?? 0) + days) + (puts[invoice] ?? 0);
    if (place === 0) {
      trace.push(line(at, 'before', 'started'), line(at, 'before', 'waits', { until }));
    } else if (place === 1) {
      trace.push(line(at, 'friendly', 'done'), line(at, 'first', 'waits', { until }));
    } else if (place === 2) {
      const firm = isLarge[invoice] === 1;
      trace.push(
        line(at, 'amount', 'took', { case: firm ? 'large' : 'else' }),
        line(at, firm ? 'firm' : 'courteous', 'done'),
        line(at, 'second', 'waits', { until }),
      );
    } else {
      trace.push(line(at, 'last', 'done'), line(at, 'end', 'finished', { outcome: 'completed' }));
      heap.pop();
      continue;
    }
    heap.replaceFirst(until, invoice);
  }
  return { milliseconds: computed() - from, traces };
}
