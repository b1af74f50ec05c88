import type { Command } from 'commander';
import { withExamples } from '../help.ts';
import type { Cli, GlobalOptions } from '../io.ts';

export interface CheckOptions extends GlobalOptions {
  readonly publish?: boolean;
}

/** `palier check [files…]`: every fault at once. */
export function check(program: Command, cli: Cli): void {
  const command = program
    .command('check [files...]')
    .description(
      cli.say({
        fr: 'trouve toutes les fautes des scénarios, messages, segments et réglages, chacune avec sa ligne',
        en: 'finds every fault of flows, messages, segments and settings, each with its line',
      }),
    )
    .option(
      '--publish',
      cli.say({
        fr: 'comme pour publier : une étape détachée est une erreur',
        en: 'as for publishing: a detached step is an error',
      }),
    )
    .action(async (files: readonly string[], _options, self: Command) => {
      const { runCheck } = await import('../check/run-check.ts');
      await runCheck(cli, files, self.optsWithGlobals<CheckOptions>());
    });
  const examples = [
    { command: 'palier check', fr: 'tout le dossier', en: 'the whole workspace' },
    { command: 'palier check flows/pme.flow.json', fr: 'un seul scénario', en: 'one flow' },
    { command: 'palier check --publish --json', fr: 'pour une intégration continue', en: 'for a build' },
  ];
  withExamples(command, cli, examples, {
    fr: '0 sans erreur, 1 avec, 3 fichier introuvable',
    en: '0 without errors, 1 with, 3 no such file',
  });
}
