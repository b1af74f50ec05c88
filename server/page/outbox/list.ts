import { html } from 'hono/html';
import { countDeliveries, type DeliveryStatus, listDeliveries } from '../../../store/index.ts';
import { type Html, number } from '../parts/html.ts';
import { statusLooks } from '../parts/marks.ts';
import { empty } from '../parts/section.ts';
import type { Visit } from '../visit.ts';
import { deliveryTable } from './delivery-table.ts';
import { outboxWords } from './words.ts';

const perPage = 50;
const statuses = Object.keys(statusLooks) as readonly DeliveryStatus[];

/** The list of deliveries, by state, newest first. */
export async function outboxList(visit: Visit): Promise<Html> {
  const { house, url, language } = visit;
  const words = outboxWords[language];
  const status = statuses.find((one) => one === url.searchParams.get('status'));
  const before = /^\d{1,15}$/.exec(url.searchParams.get('before') ?? '')?.[0];
  const counts = await countDeliveries(house.store.db);
  const found = await listDeliveries(house.store.db, {
    ...(status === undefined ? {} : { status }),
    ...(before === undefined ? {} : { before }),
    limit: perPage + 1,
  });
  const rows = found.slice(0, perPage);
  const body =
    rows.length > 0
      ? deliveryTable(visit, words.title, rows)
      : counts.length === 0
        ? empty(words.leadNone, words.todo)
        : empty(words.emptyFilter);
  return html`<div class="top"><h1>${words.title}</h1><p class="quiet">${words.lead}</p></div>
${counts.length === 0 ? null : filters(visit, status, counts)}
${body}${pager(visit, { status, before, last: found.length > perPage ? rows.at(-1)?.delivery : undefined })}`;
}

function filters(
  { language }: Visit,
  current: DeliveryStatus | undefined,
  counts: readonly { readonly status: DeliveryStatus; readonly deliveries: number }[],
): Html {
  const words = outboxWords[language];
  const total = counts.reduce((sum, { deliveries }) => sum + deliveries, 0);
  const sizes = statuses.flatMap((status) => {
    const size = counts.reduce((sum, one) => (one.status === status ? sum + one.deliveries : sum), 0);
    return size === 0 && status !== current ? [] : [{ status, size }];
  });
  const link = (href: string, label: string, size: number, isCurrent: boolean) =>
    html`<li><a href="${href}"${isCurrent ? html` aria-current="true"` : null}>${label} <span class="count">${number(language, size)}</span></a></li>`;
  return html`<nav class="filters" aria-label="${words.filters}"><ul>
${link('/outbox', words.all, total, current === undefined)}
${sizes.map(({ status, size }) => link(`/outbox?status=${status}`, statusLooks[status].word[language], size, status === current))}
</ul></nav>`;
}

interface Paging {
  readonly status: DeliveryStatus | undefined;
  readonly before: string | undefined;
  readonly last: string | undefined;
}

function pager({ language }: Visit, { status, before, last }: Paging): Html | null {
  if (before === undefined && last === undefined) return null;
  const words = outboxWords[language];
  const to = (id: string | undefined) => {
    const query = new URLSearchParams();
    if (status !== undefined) query.set('status', status);
    if (id !== undefined) query.set('before', id);
    return `/outbox?${query.toString()}`;
  };
  return html`<nav class="pager" aria-label="${words.pages}">${before === undefined ? null : html`<a class="button" href="${to(undefined)}">${words.newest}</a>`}${last === undefined ? null : html`<a class="button" href="${to(last)}" rel="next">${words.older}</a>`}</nav>`;
}
