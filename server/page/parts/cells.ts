import { html } from 'hono/html';
import type { Visit } from '../visit.ts';
import { dueDay } from './figures.ts';
import { type Html, short } from './html.ts';

interface Invoiced {
  readonly invoice: string;
  readonly number: string;
  readonly instalment?: number;
  readonly dueOn: string | null;
  readonly customerName: string;
}

/** A customer with one of its invoices: the cell that opens the row. */
export function invoiceCell(visit: Visit, line: Invoiced): Html {
  const part = (line.instalment ?? 1) > 1 ? ` / ${line.instalment}` : '';
  return html`<a class="row line" href="/invoices/${line.invoice}">${short(line.customerName)}</a><span class="line quiet">${short(line.number, 40)}${part}<span class="dot"> · </span>${dueDay(visit, line.dueOn)}</span>`;
}
