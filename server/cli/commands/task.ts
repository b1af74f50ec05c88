import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

interface ListOptions {
  readonly assignee?: string;
  readonly invoice?: string;
}

interface DoneOptions {
  readonly outcome?: string;
  readonly note?: string;
  readonly on?: readonly string[];
  readonly amount?: readonly string[];
}

function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** `palier task list` and `palier task done ID`. */
export function task(program: Command, cli: Cli): void {
  const { say } = cli;
  const parent = program
    .command('task')
    .description(say({ fr: 'les tâches : list, done', en: 'tasks: list, done' }));
  const list = withData(parent.command('list'), cli)
    .description(
      say({ fr: 'tâches ouvertes, la plus urgente d’abord', en: 'open tasks, the most urgent first' }),
    )
    .option('--assignee <email>', say({ fr: 'd’une personne', en: 'of one person' }))
    .option('--invoice <number>', say({ fr: 'd’une facture', en: 'of one invoice' }))
    .action(async ({ assignee, invoice }: ListOptions, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showTasks } = await import('../show/tasks.ts');
      const input = {
        ...(assignee === undefined ? {} : { assignee }),
        ...(invoice === undefined ? {} : { invoice }),
      };
      await operate(cli, self, 'task-list', input, ({ tasks }) => showTasks(cli, tasks));
    });
  withExamples(list, cli, [{ command: 'palier task list', fr: 'toutes', en: 'all' }], { fr: '0', en: '0' });
  const done = withData(parent.command('done <id>'), cli)
    .description(say({ fr: 'note ce qui est sorti d’une tâche', en: 'notes what came of a task' }))
    .option(
      '--outcome <outcome>',
      say({
        fr: 'appel : promise, dispute, wrong-contact, no-answer, will-check, done ; accord : approved, refused',
        en: 'call: promise, dispute, wrong-contact, no-answer, will-check, done; approval: approved, refused',
      }),
    )
    .option('--note <text>', say({ fr: 'une remarque', en: 'a remark' }))
    .option('--on <date>', say({ fr: 'avec promise : pour quand', en: 'with promise: for when' }), several)
    .option('--amount <amount>', say({ fr: 'avec promise : combien', en: 'with promise: how much' }), several)
    .action(async (id: string, options: DoneOptions, self: Command) => {
      const { operate, sentence } = await import('../call/operate.ts');
      const { taskWords, wordOf } = await import('../reason-words.ts');
      const { outcome, note, on, amount } = options;
      const input = {
        task: id,
        ...(outcome === undefined ? {} : { outcome }),
        ...(note === undefined ? {} : { note }),
        ...(on === undefined ? {} : { on: [...on] }),
        ...(amount === undefined ? {} : { amounts: [...amount] }),
      };
      await operate(cli, self, 'task-done', input, (output) => {
        const what = cli.say(wordOf(taskWords, output.outcome));
        const about = output.number === null ? '' : `, ${output.number}`;
        return sentence(cli, {
          fr: `Tâche ${output.task} (${output.title}${about}) : ${what}.`,
          en: `Task ${output.task} (${output.title}${about}): ${what}.`,
        });
      });
    });
  const examples = [
    { command: 'palier task done 31 --outcome approved', fr: 'donne un accord', en: 'approves' },
    {
      command: 'palier task done 12 --outcome promise --on 2026-12-15',
      fr: 'promis au téléphone',
      en: 'promised on the phone',
    },
  ];
  withExamples(done, cli, examples, {
    fr: '0 noté, 2 issue ou date à corriger, 3 inconnue ou déjà faite',
    en: '0 noted, 2 outcome or date to correct, 3 unknown or done already',
  });
}
