import { html } from 'hono/html';
import { type InvoiceLine, listInvoices, listRuns, type RunLine, readHeads } from '../../../store/index.ts';
import { invoiceCell } from '../parts/cells.ts';
import { amount } from '../parts/figures.ts';
import { type Html, short } from '../parts/html.ts';
import { state } from '../parts/marks.ts';
import { command, empty } from '../parts/section.ts';
import { type Column, plainTable } from '../parts/table.ts';
import type { Visit } from '../visit.ts';
import { runState } from './run-state.ts';
import { invoiceWords } from './words.ts';

const perPage = 50;
const longestSearch = 200;

interface Asked {
  readonly search: string;
  readonly page: number;
  readonly settled: boolean;
  readonly withoutFlow: boolean;
}

/** What a database can look for: no text of the ledger holds a NUL or half a character. */
function searchable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().trim().slice(0, longestSearch);
}

/** The list of invoices: searched by number or customer, page by page. */
export async function invoiceList(visit: Visit): Promise<Html> {
  const words = invoiceWords[visit.language];
  const query = visit.url.searchParams;
  const asked: Asked = {
    search: searchable(query.get('q') ?? ''),
    page: Math.max(1, Math.min(100_000, Number.parseInt(query.get('page') ?? '1', 10) || 1)),
    settled: query.get('settled') === '1',
    withoutFlow: query.get('flow') === 'none',
  };
  const found = await listInvoices(visit.house.store.db, {
    ...(asked.search === '' ? {} : { search: asked.search }),
    open: !asked.settled,
    withoutRun: asked.withoutFlow,
    limit: perPage + 1,
    offset: (asked.page - 1) * perPage,
  });
  const rows = found.slice(0, perPage);
  const runs = await runsOf(visit, rows);
  const heads = await readHeads(visit.house.store.db);
  const names = new Map([...heads].map(([flow, release]) => [flow, release.flow.name]));
  return html`<div class="top"><h1>${words.title}</h1><p class="quiet">${words.lead}</p></div>
${searchForm(visit, asked)}
${rows.length === 0 ? nothing(visit, asked) : plainTable({ caption: words.caption, columns: columns(visit, runs, names) }, rows)}
${pager(visit, asked, found.length > perPage)}`;
}

async function runsOf(visit: Visit, rows: readonly InvoiceLine[]): Promise<ReadonlyMap<string, RunLine>> {
  const lists = await Promise.all(
    rows.flatMap(({ invoice, run }) =>
      run === null ? [] : [listRuns(visit.house.store.db, { invoice, limit: 5 })],
    ),
  );
  return new Map(lists.flat().map((line) => [line.run, line]));
}

function columns(
  visit: Visit,
  runs: ReadonlyMap<string, RunLine>,
  names: ReadonlyMap<string, string>,
): readonly Column<InvoiceLine>[] {
  const { columns: head, noFlow, settled } = invoiceWords[visit.language];
  return [
    { name: 'main', head: head.customer, cell: (row) => invoiceCell(visit, row) },
    { name: 'num', head: head.open, cell: (row) => amount(visit, row.open, row.currency) },
    {
      name: 'step',
      head: head.flow,
      cell: (row) =>
        row.flow === null
          ? null
          : html`<a href="/flows/${row.flow}#${row.step}">${short(names.get(row.flow) ?? row.flow, 40)}</a><span class="line quiet">${short(row.step ?? '', 40)}</span>`,
    },
    {
      name: 'state',
      head: head.state,
      cell: (row) => {
        const run = row.run === null ? undefined : runs.get(row.run);
        if (run !== undefined) return runState(visit, run);
        return row.open === 0 ? state('good', 'check', settled) : state('planned', 'stop', noFlow);
      },
    },
  ];
}

function searchForm({ language }: Visit, { search, settled, withoutFlow }: Asked): Html {
  const words = invoiceWords[language];
  return html`<search><form class="search" action="/invoices" method="get">
<label class="aside" for="q">${words.search}</label>
<input id="q" name="q" type="search" value="${search}" placeholder="${words.searchHow}" maxlength="${longestSearch}" autocomplete="off">
<label class="check"><input type="checkbox" name="settled" value="1"${settled ? html` checked` : null}>${words.closed}</label>
<label class="check"><input type="checkbox" name="flow" value="none"${withoutFlow ? html` checked` : null}>${words.onlyWithout}</label>
<button type="submit">${words.find}</button>
</form></search>`;
}

function nothing({ language }: Visit, { search }: Asked): Html {
  const words = invoiceWords[language];
  if (search !== '')
    return empty(
      `${words.notFound} ${language === 'fr' ? `«\u00a0${short(search)}\u00a0»` : `“${short(search)}”`}.`,
    );
  return empty(words.none, html`${words.noneHow} ${command('palier import balance.csv')}`);
}

function pager(
  { language }: Visit,
  { search, page, settled, withoutFlow }: Asked,
  more: boolean,
): Html | null {
  if (page === 1 && !more) return null;
  const words = invoiceWords[language];
  const to = (target: number) => {
    const query = new URLSearchParams();
    if (search !== '') query.set('q', search);
    if (settled) query.set('settled', '1');
    if (withoutFlow) query.set('flow', 'none');
    query.set('page', String(target));
    return `/invoices?${query.toString()}`;
  };
  return html`<nav class="pager" aria-label="${words.pages}">${page === 1 ? null : html`<a class="button" rel="prev" href="${to(page - 1)}">${words.previous}</a>`}${more ? html`<a class="button" rel="next" href="${to(page + 1)}">${words.next}</a>` : null}</nav>`;
}
