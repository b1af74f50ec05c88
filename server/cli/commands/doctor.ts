import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

interface DoctorOptions {
  readonly reconcile?: boolean;
  readonly repair?: boolean;
}

/** `palier doctor`. */
export function doctor(program: Command, cli: Cli): void {
  const command = withData(program.command('doctor'), cli)
    .description(
      cli.say({
        fr: 'examine la base, le courrier, les envois, les scénarios, et dit quoi faire',
        en: 'looks at the store, the mail, the deliveries, the flows, and says what to do',
      }),
    )
    .option(
      '--reconcile',
      cli.say({
        fr: 'compare plutôt la base et Temporal, suivi par suivi, sans rien changer',
        en: 'compares the store and Temporal instead, run by run, and changes nothing',
      }),
    )
    .option(
      '--repair',
      cli.say({
        fr: 'avec --reconcile : fait ce que dit la base',
        en: 'with --reconcile: does as the store says',
      }),
    )
    .action(async ({ reconcile, repair }: DoctorOptions, self: Command) => {
      if (reconcile === true || repair === true) {
        await runReconcile(cli, self, repair === true);
        return;
      }
      const { operate } = await import('../call/operate.ts');
      const { showChecks } = await import('../show/checks.ts');
      const { checks } = await operate(cli, self, 'doctor', {}, (output) => showChecks(cli, output.checks));
      if (checks.some(({ state }) => state === 'bad')) cli.exit(1);
    });
  withExamples(
    command,
    cli,
    [
      { command: 'palier doctor --json', fr: 'pour une supervision', en: 'for monitoring' },
      { command: 'palier doctor --reconcile', fr: 'la base et Temporal', en: 'the store and Temporal' },
    ],
    {
      fr: '0, 1 quelque chose demande quelqu’un, 4 rien n’a encore commencé',
      en: '0, 1 something needs somebody, 4 nothing has begun yet',
    },
  );
}

async function runReconcile(cli: Cli, self: Command, repair: boolean): Promise<void> {
  const { operate } = await import('../call/operate.ts');
  const { showDisagreements } = await import('../show/disagreements.ts');
  const { disagreements } = await operate(cli, self, 'reconcile', { repair }, (output) =>
    showDisagreements(cli, output),
  );
  if (disagreements.some(({ repaired }) => repaired !== true)) cli.exit(1);
}
