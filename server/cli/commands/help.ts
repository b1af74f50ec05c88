import type { Command } from 'commander';
import { exitCodesText } from '../exit-codes.ts';
import type { Cli } from '../io.ts';

/** `palier help [command]`, and `palier help exit-codes`. */
export function help(program: Command, cli: Cli): void {
  program
    .command('help [command]')
    .description(
      cli.say({
        fr: 'montre l’aide d’une commande ; exit-codes : les codes de sortie',
        en: 'shows the help of a command; exit-codes: the exit codes',
      }),
    )
    .action((topic: string | undefined) => {
      if (topic === undefined) program.outputHelp();
      else if (topic === 'exit-codes') cli.out(exitCodesText(cli));
      else {
        const command = program.commands.find((one) => one.name() === topic);
        if (command === undefined) program.error(`error: unknown command '${topic}'`, { exitCode: 2 });
        else command.outputHelp();
      }
    });
}
