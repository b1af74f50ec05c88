import { type Command, InvalidArgumentError } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import { withTaking } from '../import/taking-options.ts';
import type { Cli } from '../io.ts';
import type { WatchOptions } from '../watch/run-watch.ts';

/** `palier watch DIR`. */
export function watch(program: Command, cli: Cli): void {
  const { say } = cli;
  const seconds = (text: string) => {
    const value = Number(text);
    if (value >= 0.1 && value <= 3_600) return value;
    throw new InvalidArgumentError(
      say({ fr: 'attendu : des secondes, de 0.1 à 3600', en: 'expected: seconds, from 0.1 to 3600' }),
    );
  };
  const command = withTaking(withData(program.command('watch <folder>'), cli), cli)
    .description(
      say({
        fr: 'importe les fichiers déposés dans un dossier, jusqu’à Ctrl-C',
        en: 'imports the files that are dropped into a folder, until Ctrl-C',
      }),
    )
    .option('--once', say({ fr: 'prend ce qui est là, et s’arrête', en: 'takes what is there, and stops' }))
    .option(
      '--every <seconds>',
      say({ fr: 'secondes entre deux regards', en: 'seconds between two looks' }),
      seconds,
      2,
    )
    .action(async (folder: string, options: WatchOptions, self: Command) => {
      const { runWatch } = await import('../watch/run-watch.ts');
      await runWatch(cli, folder, options, self);
    });
  const examples = [
    { command: 'palier watch exports', fr: 'un sous-dossier par source', en: 'one folder a source' },
    { command: 'palier watch exports --once', fr: 'depuis un planificateur', en: 'from a scheduler' },
  ];
  withExamples(command, cli, examples, {
    fr: '0, 1 un fichier est refusé, 2 ce n’est pas un dossier, 3 refusé, ou on ne peut y écrire',
    en: '0, 1 a file was refused, 2 it is no folder, 3 refused, or nothing can be written there',
  });
}
