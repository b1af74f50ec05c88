import type { TaskLine } from '../../store/index.ts';
import { taskTitles } from '../../workers/carry/task-titles.ts';
import { problemWords, wordOf } from './reason-words.ts';

/** Tasks that the engine makes beside a flow have a title for each reason; others bring their own. */
export function taskTitle(
  language: keyof typeof taskTitles,
  task: Pick<TaskLine, 'kind' | 'title' | 'detail'>,
): string {
  const titles: Readonly<Record<string, string>> = taskTitles[language];
  const title = Object.hasOwn(titles, task.kind) ? titles[task.kind] : undefined;
  if (title === undefined) return task.title;
  const code = task.detail.object;
  if (task.kind !== 'problem' || typeof code !== 'string') return title;
  return `${title}${language === 'fr' ? '\u00a0' : ''}: ${wordOf(problemWords, code)[language]}`;
}
