import type { Command } from 'commander';
import { withExamples } from '../help.ts';
import type { Cli, GlobalOptions } from '../io.ts';

/** `palier describe FLOW`: a flow in sentences, step by step. */
export function describe(program: Command, cli: Cli): void {
  const command = program
    .command('describe <flow>')
    .description(
      cli.say({
        fr: 'raconte un scénario en phrases, étape par étape',
        en: 'tells a flow in sentences, step by step',
      }),
    )
    .action(async (flow: string, _options, self: Command) => {
      const { runDescribe } = await import('../describe/run-describe.ts');
      await runDescribe(cli, flow, self.optsWithGlobals<GlobalOptions>());
    });
  const examples = [
    { command: 'palier describe pme-standard', fr: 'par son identifiant', en: 'by its id' },
    { command: 'palier describe flows/pme.flow.json', fr: 'par son fichier', en: 'by its file' },
  ];
  withExamples(command, cli, examples, {
    fr: '0, ou 3 si le scénario est introuvable ou a des erreurs',
    en: '0, or 3 where the flow is not found or has errors',
  });
}
