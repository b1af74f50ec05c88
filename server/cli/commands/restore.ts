import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';
import type { RestoreFlags } from '../restore/run-restore.ts';

/** `palier restore FILE`. */
export function restore(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('restore <file>'), cli)
    .description(
      say({
        fr: 'met une sauvegarde à la place de la base ; ce qui est parti depuis est mis à part et ne repart pas',
        en: 'puts a backup in the place of the store; what was sent since is set apart and not sent again',
      }),
    )
    .option(
      '--replace',
      say({ fr: 'même s’il y a déjà une base ici', en: 'even where there is a store already' }),
    )
    .option(
      '--journal <file...>',
      say({
        fr: 'journaux d’autres processus qui ont envoyé (palier worker)',
        en: 'journals of other processes that sent (palier worker)',
      }),
    )
    .option(
      '--without-journal',
      say({
        fr: 'même si le journal des envois est perdu : ce qui est parti depuis peut repartir',
        en: 'even where the send journal is lost: what was sent since may be sent again',
      }),
    )
    .action(async (file: string, flags: RestoreFlags, self: Command) => {
      const { runRestore } = await import('../restore/run-restore.ts');
      await runRestore(cli, file, flags, self);
    });
  const examples = [
    { command: 'palier restore palier.backup --replace', fr: 'revenir en arrière', en: 'go back' },
    {
      command: 'palier restore palier.backup --data /srv/palier --without-journal',
      fr: 'sur une autre machine',
      en: 'on another machine',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 restaurée, 1 restaurée, et des envois sont à trancher, 3 refusé : pas une sauvegarde, abîmée, ou une base qui travaille',
    en: '0 restored, 1 restored, and deliveries are to be resolved, 3 refused: no backup, a damaged one, or a store at work',
  });
}
