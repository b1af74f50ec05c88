/**
 * The yardstick: what somebody would write by hand for exactly this flow, without holds, caps, slots
 * or questions. One binary heap over all invoices, typed arrays for what changes, every instant and
 * branch known beforehand; it only keeps the order of time and writes the same lines.
 */
import { nextOpening, parseDuration, spread } from '../../engine/calendar/index.ts';
import type { TraceLine } from '../../schemas/index.ts';
import type { Walked } from './engine-side.ts';
import { large, prepared, waits } from './flow.ts';
import { calendar, customerNumber, numbersOf } from './ledger.ts';

/** All that is known before the loop starts: four instants an invoice (start, then each wait's end). */
interface Schedule {
  readonly instants: Float64Array;
  readonly isLarge: Uint8Array;
}

const perInvoice = waits.length + 1;
const spreadOver = parseDuration(prepared.plan.policies.spread);

export function scheduleOf(count: number): Schedule {
  const instants = new Float64Array(count * perInvoice);
  const isLarge = new Uint8Array(count);
  for (let invoice = 0; invoice < count; invoice += 1) {
    const { due, open, customer } = numbersOf(invoice, 1);
    const put = spread(customerNumber(customer), spreadOver);
    instants[invoice * perInvoice] = calendar.zone.instantOf(due - 30, 0);
    waits.forEach((days, place) => {
      const morning = calendar.zone.instantOf(due + days, 540);
      instants[invoice * perInvoice + 1 + place] =
        (nextOpening(prepared.window, calendar, morning) ?? morning) + put;
    });
    isLarge[invoice] = open >= large ? 1 : 0;
  }
  return { instants, isLarge };
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

/** Walks all invoices of the schedule. */
export function walkByHand({ instants, isLarge }: Schedule): Walked {
  const count = isLarge.length;
  const from = performance.now();
  const traces: TraceLine[][] = [];
  const places = new Uint8Array(count);
  const heap = new Heap(count);
  for (let invoice = 0; invoice < count; invoice += 1) {
    traces.push([]);
    heap.push(instants[invoice * perInvoice] ?? 0, invoice);
  }
  for (let invoice = heap.first; invoice >= 0; invoice = heap.first) {
    const at = heap.firstTime;
    const trace = traces[invoice] ?? [];
    const place = places[invoice] ?? 0;
    places[invoice] = place + 1;
    const until = instants[invoice * perInvoice + place + 1] ?? 0;
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
  return { milliseconds: performance.now() - from, traces };
}
