import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

/** `palier explain INVOICE`. */
export function explain(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('explain <invoice>'), cli)
    .description(
      say({
        fr: 'dit où en est une facture, pourquoi, ce qui l’arrête et ce qui vient',
        en: 'says where an invoice stands, why, what stops it and what comes next',
      }),
    )
    .action(async (invoice: string, _options: unknown, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showExplanation } = await import('../show/explanation.ts');
      await operate(cli, self, 'explain', { invoice }, (output) => showExplanation(cli, output));
    });
  const examples = [
    { command: 'palier explain F2026-0118', fr: 'par son numéro', en: 'by its number' },
    { command: 'palier explain F2026-0118#2', fr: 'sa deuxième échéance', en: 'its second instalment' },
  ];
  withExamples(command, cli, examples, { fr: '0, 3 inconnue ou ambiguë', en: '0, 3 unknown or ambiguous' });
}
