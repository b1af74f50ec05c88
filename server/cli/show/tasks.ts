import type { TaskLine } from '../../../store/index.ts';
import type { Cli } from '../io.ts';
import { createWording } from '../print/dates.ts';
import { renderTable } from '../print/table.ts';
import { printable } from '../print/wrap.ts';
import { taskTitle } from '../task-title.ts';

/** Tasks, one a line: id, deadline, what, about whom, for whom. */
export function showTasks(cli: Cli, tasks: readonly TaskLine[]): string {
  if (tasks.length === 0) return cli.say({ fr: 'Aucune tâche ouverte.\n', en: 'No open task.\n' });
  const { money } = createWording(cli.language);
  const rows = tasks.map((task) => ({
    cells: [
      task.task,
      task.dueAt === null ? '—' : new Date(task.dueAt).toISOString().slice(0, 10),
      printable(taskTitle(cli.language, task)).slice(0, 60),
      task.number === null ? '' : printable(task.number),
      task.open === null ? '' : money(task.open, task.currency ?? 'EUR'),
      `${printable(task.customerName ?? '')}${task.assignee === null ? '' : ` (${printable(task.assignee)})`}`,
    ],
  }));
  return `${renderTable(rows, cli.columns).join('\n')}\n`;
}
