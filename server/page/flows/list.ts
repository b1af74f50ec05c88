import { html } from 'hono/html';
import type { Release } from '../../../schemas/index.ts';
import { countRunsByStep, readHeads, type StepCount } from '../../../store/index.ts';
import { amounts, sumsOf } from '../parts/figures.ts';
import { type Html, number, short } from '../parts/html.ts';
import { state } from '../parts/marks.ts';
import { command, empty } from '../parts/section.ts';
import { plainTable } from '../parts/table.ts';
import type { Visit } from '../visit.ts';
import { flowWords } from './words.ts';

interface Row {
  readonly release: Release;
  readonly steps: readonly StepCount[];
}

/** Published flows in the order in which they are asked. */
export async function flowList(visit: Visit): Promise<Html> {
  const { house, language } = visit;
  const words = flowWords[language];
  const heads = await readHeads(house.store.db);
  const counts = Map.groupBy(await countRunsByStep(house.store.db), ({ flow }) => flow);
  const place = new Map(house.workspace.flows.map((id, index) => [id, index]));
  const rows = [...heads.values()]
    .toSorted((a, b) => (place.get(a.flow.id) ?? 999) - (place.get(b.flow.id) ?? 999))
    .map((release) => ({ release, steps: counts.get(release.flow.id) ?? [] }));
  const sum = (steps: readonly StepCount[], key: 'runs' | 'held') =>
    steps.reduce((all, one) => all + one[key], 0);
  const heldOf = (steps: readonly StepCount[]) => {
    const held = sum(steps, 'held');
    return held === 0 ? null : state('held', 'hold', number(language, held));
  };
  const body =
    rows.length === 0
      ? empty(words.none, html`${words.noneHow} ${command('palier check')} ${command('palier publish')}`)
      : plainTable<Row>(
          {
            caption: words.caption,
            columns: [
              {
                name: 'main',
                head: words.name,
                cell: ({ release }) =>
                  html`<a class="row" href="/flows/${release.flow.id}">${short(release.flow.name, 80)}</a>`,
              },
              {
                name: 'num',
                head: words.runs,
                cell: ({ steps }) =>
                  html`<span class="figure">${number(language, sum(steps, 'runs'))}</span>`,
              },
              { name: 'state', head: words.held, cell: ({ steps }) => heldOf(steps) },
              { name: 'open', head: words.open, cell: ({ steps }) => amounts(visit, sumsOf(steps)) },
            ],
          },
          rows,
        );
  return html`<div class="top"><h1>${words.title}</h1><p class="quiet">${words.lead}</p></div>${body}`;
}
