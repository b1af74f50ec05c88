import type { Command } from 'commander';
import type { Cli } from '../io.ts';

/** Adds `--data`: where the running process or the store is found. */
export function withData(command: Command, { say }: Cli): Command {
  return command.option(
    '--data <folder>',
    say({
      fr: 'dossier des données, s’il n’est pas .palier',
      en: 'folder of the data, where it is not .palier',
    }),
  );
}
