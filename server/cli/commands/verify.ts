import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

/** `palier verify`. */
export function verify(program: Command, cli: Cli): void {
  const command = withData(program.command('verify'), cli)
    .description(
      cli.say({
        fr: 'prouve que la base est cohérente, sans rien changer, et nomme ce qui ne l’est pas',
        en: 'proves that the store is consistent, changing nothing, and names what is not',
      }),
    )
    .action(async (_options: unknown, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showInvariants } = await import('../show/invariants.ts');
      const { invariants } = await operate(cli, self, 'verify', {}, (output) =>
        showInvariants(cli, output.invariants),
      );
      if (invariants.some(({ holds }) => !holds)) cli.exit(1);
    });
  withExamples(
    command,
    cli,
    [
      { command: 'palier verify', fr: 'une ligne par règle', en: 'one line a rule' },
      { command: 'palier verify --json', fr: 'pour une supervision', en: 'for monitoring' },
    ],
    {
      fr: '0 tout tient, 1 quelque chose est rompu, 4 rien n’a encore commencé',
      en: '0 all holds, 1 something is broken, 4 nothing has begun yet',
    },
  );
}
