import type { Command } from 'commander';
import type { Cli } from '../io.ts';

/** Adds what can be said of any file that is taken: `--complete`, `--entity`. */
export function withTaking(command: Command, { say }: Cli): Command {
  return command
    .option(
      '--complete',
      say({
        fr: 'une facture absente du fichier est soldée',
        en: 'an invoice missing from the file is settled',
      }),
    )
    .option(
      '--entity <id>',
      say({ fr: 'l’entité qui facture ; la première sinon', en: 'the entity that bills; else the first' }),
    );
}
