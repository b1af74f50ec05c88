/** What stands beside an invoice's story: messages, tasks, people, commands. */
import { html } from 'hono/html';
import { formatDay } from '../../../engine/calendar/index.ts';
import type { HoldCause } from '../../../schemas/index.ts';
import { taskTitle } from '../../cli/task-title.ts';
import { brief } from '../parts/figures.ts';
import { type Html, short } from '../parts/html.ts';
import { iconOf, status } from '../parts/marks.ts';
import { command, section } from '../parts/section.ts';
import type { Visit } from '../visit.ts';
import type { InvoiceStory } from './gather.ts';
import { invoiceWords } from './words.ts';

export function messages(visit: Visit, { deliveries }: InvoiceStory): Html | null {
  if (deliveries.length === 0) return null;
  const row = (one: InvoiceStory['deliveries'][number]) =>
    html`<li><p><a href="/outbox/${one.delivery}">${short(one.subject ?? one.step, 80)}</a></p><p>${status(visit, one)}<span class="quiet">${brief(visit, one.at)}</span></p></li>`;
  return section(
    'deliveries',
    invoiceWords[visit.language].deliveries,
    html`<ul class="lines two">${deliveries.map(row)}</ul>`,
  );
}

export function tasks(visit: Visit, { tasks: list }: InvoiceStory): Html | null {
  if (list.length === 0) return null;
  const row = (task: InvoiceStory['tasks'][number]) =>
    html`<li><p>${iconOf(task.kind)}<a href="/tasks#task-${task.task}">${short(taskTitle(visit.language, task), 80)}</a>${task.dueAt === null ? null : html`<span class="quiet">${brief(visit, task.dueAt)}</span>`}</p></li>`;
  return section(
    'tasks',
    invoiceWords[visit.language].tasks,
    html`<ul class="lines two">${list.map(row)}</ul>`,
  );
}

export function contacts(visit: Visit, { facts: { contacts: list } }: InvoiceStory): Html | null {
  if (list.length === 0) return null;
  const row = ({ name, email, phone }: (typeof list)[number]) =>
    html`<li><p>${short(name, 80)}</p><p class="quiet people">${[email, phone].map((one) => (one === null ? null : html`<span class="line">${short(one, 80)}</span>`))}</p></li>`;
  return section(
    'contacts',
    invoiceWords[visit.language].contacts,
    html`<ul class="lines two">${list.map(row)}</ul>`,
  );
}

/** Days after which somebody who promises usually pays: a date to start from. */
const usualPromise = 7;

/** What a person can do about it, as commands. */
export function commands(visit: Visit, { line, runs, outlook }: InvoiceStory): Html | null {
  const { number } = line;
  // A number that a shell would read otherwise is not offered for copying.
  if (!/^[\w./-]{1,60}$/.test(number)) return null;
  const on = formatDay(visit.when.today + usualPromise);
  const [latest] = runs;
  const running = latest?.line.status === 'running';
  const causes = new Set(outlook?.standing.state.holds.map(({ cause }) => cause));
  const lifting = causes.size === 0 ? [`pause ${number}`] : liftings(number, causes);
  const list = [
    `explain ${number}`,
    ...(running ? [...lifting, `paid ${number}`, `promise ${number} --on ${on}`, `dispute ${number}`] : []),
  ];
  return section(
    'commands',
    invoiceWords[visit.language].commands,
    html`<ul class="commands">${list.map((text) => html`<li>${command(`palier ${text}`)}</li>`)}</ul>`,
  );
}

/** What lets a run go, by what holds it. */
function liftings(number: string, causes: ReadonlySet<HoldCause>): readonly string[] {
  return [
    ...(causes.has('dispute') ? [`dispute ${number} --close`] : []),
    ...(causes.has('hold') || causes.has('excluded') ? [`release ${number}`] : []),
    ...(causes.has('pause') || causes.has('problem') ? [`resume ${number}`] : []),
  ];
}
