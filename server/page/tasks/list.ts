import { html } from 'hono/html';
import { countTasks, listTasks, type TaskLine } from '../../../store/index.ts';
import { taskTitle } from '../../cli/task-title.ts';
import { amount, moment } from '../parts/figures.ts';
import { type Html, joined, number, short } from '../parts/html.ts';
import { iconOf } from '../parts/marks.ts';
import { command, empty, facts, section } from '../parts/section.ts';
import type { Visit } from '../visit.ts';
import { completing } from './completing.ts';
import { kindNames, taskWords } from './words.ts';

const shown = 200;
const longestScript = 6000;

/** Open tasks by deadline, each with what a person needs to do it. */
export async function taskList(visit: Visit): Promise<Html> {
  const { house, url, now, language } = visit;
  const words = taskWords[language];
  const counts = await countTasks(house.store.db, now);
  const kind = counts.find((one) => one.kind === url.searchParams.get('kind'))?.kind ?? null;
  const found = await listTasks(house.store.db, { limit: 1000 });
  const rows = found.filter((task) => kind === null || task.kind === kind).slice(0, shown);
  const groups = Map.groupBy(rows, (task) => groupOf(visit, task));
  const titles = { late: words.late, today: words.today, later: words.later, undated: words.undated };
  const parts = (['late', 'today', 'later', 'undated'] as const).flatMap((name) => {
    const tasks = groups.get(name) ?? [];
    if (tasks.length === 0) return [];
    const cards = tasks.map((task) => card(visit, task));
    return [
      section(
        `due-${name}`,
        titles[name],
        html`<div class="cards">${cards}</div>`,
        number(language, tasks.length),
      ),
    ];
  });
  return html`<div class="top"><h1>${words.title}</h1><p class="quiet">${words.lead}</p></div>
${counts.length < 2 ? null : filters(visit, kind, counts)}
${parts.length === 0 ? empty(words.none, words.noneHow) : parts}`;
}

function groupOf({ now, when }: Visit, { dueAt }: TaskLine): 'late' | 'today' | 'later' | 'undated' {
  if (dueAt === null) return 'undated';
  if (dueAt < now) return 'late';
  return when.dayOf(dueAt) === when.today ? 'today' : 'later';
}

function filters(
  { language }: Visit,
  current: string | null,
  counts: readonly { readonly kind: string; readonly open: number }[],
): Html {
  const words = taskWords[language];
  const total = counts.reduce((sum, { open }) => sum + open, 0);
  const link = (href: string, label: string, size: number, isCurrent: boolean) =>
    html`<li><a href="${href}"${isCurrent ? html` aria-current="true"` : null}>${label} <span class="count">${number(language, size)}</span></a></li>`;
  return html`<nav class="filters" aria-label="${words.filters}"><ul>${link('/tasks', words.all, total, current === null)}${counts.map(
    ({ kind, open }) =>
      link(
        `/tasks?kind=${encodeURIComponent(kind)}`,
        kindNames[language][kind] ?? kind,
        open,
        kind === current,
      ),
  )}</ul></nav>`;
}

function card(visit: Visit, task: TaskLine): Html {
  const words = taskWords[visit.language];
  const late = task.dueAt !== null && task.dueAt < visit.now;
  const subject = [
    task.customerName === null ? null : html`<span>${short(task.customerName, 80)}</span>`,
    task.invoice === null
      ? null
      : html`<a href="/invoices/${task.invoice}">${short(task.number ?? '', 40)}</a>`,
  ].filter((part) => part !== null);
  const money = task.open === null || task.currency === null ? null : amount(visit, task.open, task.currency);
  return html`<article class="card task" id="task-${task.task}" aria-labelledby="title-${task.task}">
<header><h3 id="title-${task.task}">${iconOf(task.kind)}${short(taskTitle(visit.language, task), 160)}</h3>${money}</header>
<p>${joined(subject, html`<span class="dot"> · </span>`)}</p>
${facts([
  [
    words.due,
    task.dueAt === null
      ? null
      : html`<span class="${late ? 'late' : ''}">${moment(visit, task.dueAt)}</span>`,
  ],
  [
    words.assignee,
    task.assignee === null || task.assignee === 'team' ? words.team : short(task.assignee, 80),
  ],
  [words.people, people(task)],
])}
${script(visit, task)}
<p class="do"><span class="quiet">${words.done}</span> ${completing(visit, task).map((text) => command(text))}</p>
</article>`;
}

function people({ detail }: TaskLine): Html | null {
  const list: readonly unknown[] = Array.isArray(detail.to) ? detail.to : [];
  const texts = list.flatMap((one) => {
    const { name, address } = (one ?? {}) as { readonly name?: unknown; readonly address?: unknown };
    const parts = [name, address].filter((part): part is string => typeof part === 'string' && part !== '');
    return parts.length === 0 ? [] : [short(parts.join(' · '), 120)];
  });
  return texts.length === 0 ? null : joined(texts, ', ');
}

function script(visit: Visit, { detail, task }: TaskLine): Html | null {
  const text = typeof detail.text === 'string' ? detail.text.trim() : '';
  if (text === '') return null;
  return html`<details id="script-${task}"><summary>${taskWords[visit.language].script}</summary><div class="script">${text.slice(0, longestScript)}</div></details>`;
}
