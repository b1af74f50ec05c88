import { html } from 'hono/html';
import type { Content, Html } from './html.ts';

export interface Column<Row> {
  /** Names the column for the style sheet. */
  readonly name: string;
  readonly head: string;
  readonly cell: (row: Row) => Content;
}

export interface Group<Row> {
  readonly head: Content;
  readonly rows: readonly Row[];
}

export interface TableOptions<Row> {
  /** Says what the table holds; read aloud, not shown. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly groups: readonly Group<Row>[];
}

/**
 * A table that becomes a list of cards on a narrow screen. The roles are written out, because a browser
 * forgets them where the style sheet lays rows out as something else.
 */
export function table<Row>({ caption, columns, groups }: TableOptions<Row>): Html {
  return html`<div class="scroll"><table role="table">
<caption class="aside">${caption}</caption>
<thead role="rowgroup"><tr role="row">${columns.map(({ name, head }) => html`<th role="columnheader" scope="col" class="c-${name}">${head}</th>`)}</tr></thead>
${groups.map(
  ({ head, rows }) => html`<tbody role="rowgroup">
${head === null ? null : html`<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="${columns.length}">${head}</th></tr>`}
${rows.map((row) => html`<tr role="row">${columns.map(({ name, cell }) => html`<td role="cell" class="c-${name}">${cell(row)}</td>`)}</tr>`)}
</tbody>`,
)}
</table></div>`;
}

/** A table without groups. */
export function plainTable<Row>(options: Omit<TableOptions<Row>, 'groups'>, rows: readonly Row[]): Html {
  return table({ ...options, groups: [{ head: null, rows }] });
}
