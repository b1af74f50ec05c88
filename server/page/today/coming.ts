import { html } from 'hono/html';
import { sayReason } from '../foresee/say.ts';
import { invoiceCell } from '../parts/cells.ts';
import { amount, amounts, clock, relativeDay, sumsOf } from '../parts/figures.ts';
import { type Html, short } from '../parts/html.ts';
import { channel, tone } from '../parts/marks.ts';
import { empty, section } from '../parts/section.ts';
import { type Column, type Group, table } from '../parts/table.ts';
import type { Visit } from '../visit.ts';
import type { Coming, Today } from './gather.ts';
import { todayWords } from './words.ts';

/** Rows of the list, and of one day in it. */
const shown = 36;
const shownADay = 8;

const heads = {
  fr: {
    time: 'Heure',
    who: 'Client',
    amount: 'Ouvert',
    kind: 'Canal, ton',
    step: 'Étape, et pourquoi ce jour',
  },
  en: {
    time: 'Time',
    who: 'Customer',
    amount: 'Open',
    kind: 'Channel, tone',
    step: 'Step, and why this day',
  },
} as const;

function columns(visit: Visit): readonly Column<Coming>[] {
  const head = heads[visit.language];
  return [
    { name: 'time', head: head.time, cell: ({ next }) => clock(visit, next.at) },
    { name: 'main', head: head.who, cell: ({ outlook }) => invoiceCell(visit, outlook.line) },
    {
      name: 'num',
      head: head.amount,
      cell: ({ outlook }) => amount(visit, outlook.line.open, outlook.line.currency),
    },
    {
      name: 'kind',
      head: head.kind,
      cell: ({ next }) =>
        html`${channel(visit, next.step.kind)}${'tone' in next.step ? tone(visit, next.step.tone) : null}`,
    },
    {
      name: 'step',
      head: head.step,
      cell: ({ outlook, next }) =>
        html`<span class="line"><a href="/flows/${outlook.line.flow}#${next.step.id}">${short(next.step.name ?? next.step.id, 60)}</a></span><span class="line quiet">${sayReason(visit, outlook.plan, next.reason, outlook.facts.invoice)}</span>`,
    },
  ];
}

/** The next contacts, day by day. */
export function coming(visit: Visit, today: Today): Html {
  const words = todayWords[visit.language];
  if (today.coming.length === 0) return section('next', words.next, empty(words.nextEmpty, words.nextTodo));
  const days = Map.groupBy(today.coming, ({ next }) => visit.when.dayOf(next.at));
  const groups: Group<Coming>[] = [];
  let left = shown;
  for (const [day, rows] of days) {
    if (left <= 0) break;
    groups.push({ head: dayHead(visit, day, rows), rows: rows.slice(0, Math.min(left, shownADay)) });
    left -= Math.min(rows.length, shownADay);
  }
  return section('next', words.next, table({ caption: words.nextCaption, columns: columns(visit), groups }));
}

/** The day, how much there is on it, and how many rows the list leaves out. */
function dayHead(visit: Visit, day: number, rows: readonly Coming[]): Html {
  const words = todayWords[visit.language];
  const rest = rows.length - shownADay;
  const sums = amounts(visit, sumsOf(rows.map(({ outlook }) => outlook.line)));
  return html`${relativeDay(visit, day)}<span class="quiet">${words.expected(rows.length)}${rest > 0 ? ` (${words.first(shownADay)})` : null}<span class="dot"> · </span>${sums}</span>`;
}
