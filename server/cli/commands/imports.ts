import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

/** `palier imports`. */
export function imports(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('imports'), cli)
    .description(
      say({
        fr: 'ce qui a été importé, le plus récent d’abord, avec le numéro qui le défait',
        en: 'what was imported, newest first, with the id that undoes it',
      }),
    )
    .option('--source <name>', say({ fr: 'd’une source', en: 'of one source' }))
    .action(async ({ source }: { readonly source?: string }, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showImports } = await import('../show/imports.ts');
      const input = source === undefined ? {} : { source };
      await operate(cli, self, 'imports', input, (output) => showImports(cli, output.imports));
    });
  const examples = [
    { command: 'palier imports --source sage', fr: 'd’une source', en: 'of one source' },
    { command: 'palier imports --json', fr: 'tout ce qui en est connu', en: 'all that is known of them' },
  ];
  withExamples(command, cli, examples, {
    fr: '0, 4 rien n’a encore commencé',
    en: '0, 4 nothing has begun yet',
  });
}
