import { html } from 'hono/html';
import type { DeliveryLine } from '../../../store/index.ts';
import { brief } from '../parts/figures.ts';
import { type Html, joined, short } from '../parts/html.ts';
import { channel, status, tone } from '../parts/marks.ts';
import { plainTable } from '../parts/table.ts';
import type { Visit } from '../visit.ts';
import { outboxWords } from './words.ts';

const shownInvoices = 1;

/** Deliveries as a list; each row opens the message. */
export function deliveryTable(visit: Visit, caption: string, rows: readonly DeliveryLine[]): Html {
  const words = outboxWords[visit.language];
  const head = words.columns;
  return plainTable(
    {
      caption,
      columns: [
        { name: 'time', head: head.when, cell: ({ at }) => brief(visit, at) },
        {
          name: 'main',
          head: head.to,
          cell: (row) =>
            html`<a class="row line" href="/outbox/${row.delivery}">${short(row.customerName)}</a><span class="line quiet">${short(row.subject ?? row.step, 120)}</span>`,
        },
        { name: 'ref', head: head.invoices, cell: ({ invoices }) => invoicesOf(invoices) },
        {
          name: 'kind',
          head: head.channel,
          cell: (row) => html`${channel(visit, row.channel)}${tone(visit, row.tone)}`,
        },
        { name: 'state', head: head.status, cell: (row) => status(visit, row) },
      ],
    },
    rows,
  );
}

function invoicesOf(invoices: DeliveryLine['invoices']): Html {
  const shown = invoices.slice(0, shownInvoices);
  const links = shown.map(
    ({ invoice, number }) => html`<a href="/invoices/${invoice}">${short(number, 30)}</a>`,
  );
  const more = invoices.length - shown.length;
  return html`${joined(links, ', ')}${more > 0 ? ` +${more}` : null}`;
}
