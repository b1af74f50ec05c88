import { html } from 'hono/html';
import type { Hold } from '../../../schemas/index.ts';
import type { Outlook } from '../foresee/gather.ts';
import { invoiceCell } from '../parts/cells.ts';
import { amount, amounts, sumsOf } from '../parts/figures.ts';
import { causeOf, heldBy, hueOf } from '../parts/holds.ts';
import { type Html, short } from '../parts/html.ts';
import { state } from '../parts/marks.ts';
import { section } from '../parts/section.ts';
import { type Column, plainTable } from '../parts/table.ts';
import type { Visit } from '../visit.ts';
import type { Today } from './gather.ts';
import { todayWords } from './words.ts';

const heads = {
  fr: { who: 'Client', amount: 'Ouvert', why: 'Pourquoi, et à quelle étape' },
  en: { who: 'Customer', amount: 'Open', why: 'Why, and at which step' },
} as const;

function columns(visit: Visit, today: Today): readonly Column<Outlook>[] {
  const head = heads[visit.language];
  return [
    { name: 'main', head: head.who, cell: ({ line }) => invoiceCell(visit, line) },
    { name: 'num', head: head.amount, cell: ({ line }) => amount(visit, line.open, line.currency) },
    {
      name: 'why',
      head: head.why,
      cell: ({ line, standing, facts, plan }) =>
        html`${heldBy(visit, { invoice: line.invoice, holds: standing.state.holds, facts, reasons: today.reasons })}<span class="line quiet"><a href="/flows/${line.flow}#${line.step}">${short(plan.steps[line.step]?.name ?? line.step, 60)}</a></span>`,
    },
  ];
}

/** What stands still, by cause: first what only a person can let go. */
export function held(visit: Visit, today: Today): Html {
  const words = todayWords[visit.language];
  const groups = Map.groupBy(today.held, ({ standing }) => {
    const [first] = standing.state.holds.toSorted((a, b) => rank(a) - rank(b));
    return first === undefined ? words.heldTitle : causeOf(visit, first);
  });
  const isProblem = ({ standing }: Outlook) => standing.state.holds.some((hold) => hueOf(hold) === 'bad');
  const all = [...groups];
  const problems = all.filter(([, rows]) => rows.some(isProblem));
  const others = all.filter(([, rows]) => !rows.some(isProblem));
  const part = (id: string, title: string, list: typeof all) =>
    list.length === 0
      ? null
      : section(
          id,
          title,
          list.map(([cause, rows], index) => group(visit, today, { id: `${id}-${index}`, cause, rows })),
        );
  return html`${part('problems', words.problems, problems)}${part('held', words.heldTitle, others)}`;
}

function rank(hold: Hold): number {
  if (hueOf(hold) === 'bad') return 0;
  return hold.cause === 'tag' ? 2 : 1;
}

interface HeldGroup {
  readonly id: string;
  readonly cause: string;
  readonly rows: readonly Outlook[];
}

/** A few are shown at once, many on demand. */
const fewAtOnce = 4;

function group(visit: Visit, today: Today, { id, cause, rows }: HeldGroup): Html {
  const words = todayWords[visit.language];
  const isBad = rows.some(({ standing }) => standing.state.holds.some((hold) => hueOf(hold) === 'bad'));
  const mark = isBad ? state('bad', 'alert', cause) : state('held', 'hold', cause);
  const sums = amounts(visit, sumsOf(rows.map(({ line }) => line)));
  return html`<details class="group" id="${id}"${rows.length <= fewAtOnce ? html` open` : null}><summary>${mark}<span class="quiet">${words.invoices(rows.length)}<span class="dot"> · </span>${sums}</span></summary>${plainTable({ caption: cause, columns: columns(visit, today) }, rows)}</details>`;
}
