import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

interface RunsOptions {
  readonly flow?: string;
  readonly step?: string;
  readonly customer?: string;
  readonly held?: boolean;
}

/** `palier runs`. */
export function runs(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('runs'), cli)
    .description(
      say({
        fr: 'les factures suivies, par scénario et par étape',
        en: 'the invoices followed, by flow and step',
      }),
    )
    .option('--flow <id>', say({ fr: 'd’un scénario', en: 'of one flow' }))
    .option('--step <id>', say({ fr: 'd’une étape', en: 'of one step' }))
    .option('--customer <number>', say({ fr: 'd’un client', en: 'of one customer' }))
    .option('--held', say({ fr: 'retenues seulement', en: 'held ones only' }))
    .action(async ({ flow, step, customer, held }: RunsOptions, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showRuns } = await import('../show/runs.ts');
      const input = {
        ...(flow === undefined ? {} : { flow }),
        ...(step === undefined ? {} : { step }),
        ...(customer === undefined ? {} : { customer }),
        ...(held === true ? { held } : {}),
      };
      await operate(cli, self, 'runs', input, (output) =>
        showRuns(cli, output, Object.keys(input).length > 0),
      );
    });
  const examples = [
    { command: 'palier runs', fr: 'par étape', en: 'by step' },
    { command: 'palier runs --flow pme-standard --held', fr: 'une par une', en: 'one by one' },
  ];
  withExamples(command, cli, examples, { fr: '0', en: '0' });
}
