/** The right column of the first view: data, tasks, runs by flow. */
import { html } from 'hono/html';
import { edgesOf } from '../../../engine/flow/index.ts';
import type { Flow } from '../../../schemas/index.ts';
import type { StepCount, TaskLine } from '../../../store/index.ts';
import { taskTitle } from '../../cli/task-title.ts';
import { amount, amounts, brief, moment, relativeDay, sumsOf } from '../parts/figures.ts';
import { type Html, number, short } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import { iconOf } from '../parts/marks.ts';
import { command, empty, section } from '../parts/section.ts';
import type { Visit } from '../visit.ts';
import type { Today } from './gather.ts';
import { todayWords } from './words.ts';

export function data(visit: Visit, { freshness }: Today): Html {
  const words = todayWords[visit.language];
  const { withoutFlow } = visit.pulse;
  const body =
    freshness.refreshedAt === null
      ? empty(words.dataNever, html`${words.dataTodo} ${command('palier import balance.csv')}`)
      : html`<ul class="lines">${freshness.sources.map(
          ({ name, asOf }) =>
            html`<li><span>${short(name, 40)}</span><span class="quiet">${asOf === null ? '–' : moment(visit, asOf)}</span></li>`,
        )}${withoutFlow === 0 ? null : html`<li><a href="/invoices?flow=none">${words.withoutFlow(withoutFlow)}</a></li>`}</ul>`;
  const fresh =
    freshness.refreshedAt === null ? null : relativeDay(visit, visit.when.dayOf(freshness.refreshedAt));
  return section('data', words.data, body, fresh);
}

export function tasks(visit: Visit, { tasks: list }: Today): Html {
  const words = todayWords[visit.language];
  if (list.length === 0) return section('tasks', words.tasks, empty(words.tasksEmpty));
  const rest = html`<a href="/tasks">${words.tasksAll} (${number(visit.language, visit.openTasks)})</a>`;
  return section(
    'tasks',
    words.tasks,
    html`<ul class="lines two">${list.map((task) => oneTask(visit, task))}</ul>`,
    rest,
  );
}

function oneTask(visit: Visit, task: TaskLine): Html {
  const late = task.dueAt !== null && task.dueAt < visit.now;
  const money = task.open === null || task.currency === null ? null : amount(visit, task.open, task.currency);
  const due =
    task.dueAt === null
      ? null
      : html`<span class="${late ? 'late' : 'quiet'}">${brief(visit, task.dueAt)}</span>`;
  return html`<li><p>${iconOf(task.kind)}<a href="/tasks#task-${task.task}">${short(taskTitle(visit.language, task), 60)}</a>${due}</p><p class="quiet"><span>${short(task.customerName ?? '', 50)}</span>${money}</p></li>`;
}

/** Runs by flow and step, steps in the order in which a run comes to them. */
export function flows(visit: Visit, { steps, releases }: Today): Html {
  const words = todayWords[visit.language];
  const byFlow = Map.groupBy(steps, ({ flow }) => flow);
  if (byFlow.size === 0) return section('flows', words.flows, empty(words.flowsEmpty));
  const most = Math.max(...steps.map(({ runs }) => runs));
  const body = [...byFlow].map(([id, rows]) =>
    oneFlow(visit, { id, rows, flow: releases.get(id)?.flow, most }),
  );
  return section('flows', words.flows, html`<div class="flows">${body}</div>`);
}

interface FlowRuns {
  readonly id: string;
  readonly rows: readonly StepCount[];
  readonly flow: Flow | undefined;
  readonly most: number;
}

function oneFlow(visit: Visit, { id, rows, flow, most }: FlowRuns): Html {
  const order = new Map(flow === undefined ? [] : stepOrder(flow).map((step, index) => [step, index]));
  const sorted = rows.toSorted((a, b) => (order.get(a.step) ?? 999) - (order.get(b.step) ?? 999));
  const total = rows.reduce((sum, { runs }) => sum + runs, 0);
  const names = new Map(flow?.steps.map((step) => [step.id, step.name ?? step.id]));
  return html`<details id="flow-${id}"><summary><span class="name">${short(flow?.name ?? id, 60)}</span><span class="num">${number(visit.language, total)}</span><span class="num wide">${amounts(visit, sumsOf(rows))}</span></summary>
<table><caption class="aside">${todayWords[visit.language].flowsCaption}</caption><tbody>${sorted.map(
    ({ step, runs, held, open, currency }) =>
      html`<tr><th scope="row"><a href="/flows/${id}#${step}">${short(names.get(step) ?? step, 60)}</a></th><td class="bar"><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="${(runs / most) * 100}" height="6" rx="1"/></svg></td><td class="num">${number(visit.language, runs)}${held === 0 ? null : html`<span class="state held" title="${held}">${icon('hold')}<span>${held}</span></span>`}</td><td class="num wide">${amounts(visit, new Map([[currency, open]]))}</td></tr>`,
  )}</tbody></table></details>`;
}

/** Steps as a run meets them: breadth first from the start. */
function stepOrder(flow: Flow): readonly string[] {
  const byId = new Map(flow.steps.map((step) => [step.id, step]));
  const seen = new Set([flow.start]);
  for (const id of seen) {
    const step = byId.get(id);
    if (step === undefined) continue;
    for (const { to } of edgesOf(step)) seen.add(to);
  }
  return [...seen];
}
