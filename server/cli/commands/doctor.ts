import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

/** `palier doctor`. */
export function doctor(program: Command, cli: Cli): void {
  const command = withData(program.command('doctor'), cli)
    .description(
      cli.say({
        fr: 'examine la base, le courrier, les envois, les scénarios, et dit quoi faire',
        en: 'looks at the store, the mail, the deliveries, the flows, and says what to do',
      }),
    )
    .action(async (_options: unknown, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showChecks } = await import('../show/checks.ts');
      const { checks } = await operate(cli, self, 'doctor', {}, (output) => showChecks(cli, output.checks));
      if (checks.some(({ state }) => state === 'bad')) cli.exit(1);
    });
  withExamples(
    command,
    cli,
    [{ command: 'palier doctor --json', fr: 'pour une supervision', en: 'for monitoring' }],
    {
      fr: '0, 1 quelque chose demande quelqu’un, 4 rien n’a encore commencé',
      en: '0, 1 something needs somebody, 4 nothing has begun yet',
    },
  );
}
