import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

/** `palier backup FILE`. */
export function backup(program: Command, cli: Cli): void {
  const command = withData(program.command('backup <file>'), cli)
    .description(
      cli.say({
        fr: 'copie la base et le journal des envois dans un fichier, aussi pendant que Palier tourne ; une sauvegarde du même nom est remplacée, tout autre fichier reste',
        en: 'copies the store and the send journal into a file, also while Palier runs; a backup of that name is replaced, any other file stays',
      }),
    )
    .action(async (file: string, _options: unknown, self: Command) => {
      const { resolve } = await import('node:path');
      const { operate, sentence } = await import('../call/operate.ts');
      await operate(cli, self, 'backup', { file: resolve(cli.cwd, file) }, (done) => {
        const megabytes = (done.bytes / 1e6).toFixed(1);
        const seconds = (done.milliseconds / 1e3).toFixed(1);
        return sentence(cli, {
          fr: `${done.file} : ${done.rows} lignes et ${done.journalLines} du journal, ${megabytes.replace('.', ',')} Mo, en ${seconds.replace('.', ',')} s.`,
          en: `${done.file}: ${done.rows} rows and ${done.journalLines} of the journal, ${megabytes} MB, in ${seconds} s.`,
        });
      });
    });
  withExamples(
    command,
    cli,
    [{ command: 'palier backup palier-2027-03-31.backup', fr: 'une sauvegarde', en: 'a backup' }],
    {
      fr: '0 écrite, 3 pas écrite (disque plein, dossier absent, un autre fichier à cette place), 4 rien n’a encore commencé',
      en: '0 written, 3 not written (disk full, no such folder, another file in that place), 4 nothing has begun yet',
    },
  );
}
