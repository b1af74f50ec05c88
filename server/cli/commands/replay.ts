import type { Command } from 'commander';
import type { CallOptions } from '../call/call-operation.ts';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

export interface ReplayOptions extends CallOptions {
  readonly out?: string;
}

/** `palier replay RUN`. */
export function replay(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('replay <run>'), cli)
    .description(
      say({
        fr: 'avec Temporal : rejoue l’historique d’un suivi avec cette version, sans rien faire ni envoyer',
        en: 'with Temporal: plays the history of a run again with this version; nothing is done or sent',
      }),
    )
    .option(
      '--out <folder>',
      say({
        fr: 'y écrit l’historique, caviardé, comme test de rejeu',
        en: 'writes the history there, redacted, as a test of replay',
      }),
    )
    .action(async (run: string, _options: unknown, self: Command) => {
      const { runReplay } = await import('../replay/run-replay.ts');
      await runReplay(cli, run, self.optsWithGlobals<ReplayOptions>());
    });
  const examples = [
    { command: 'palier replay 412-1', fr: 'par l’identifiant du suivi', en: 'by the id of the run' },
    {
      command: 'palier replay F2026-0412 --out rejeu',
      fr: 'et écrit de quoi en faire un test',
      en: 'and writes what a test needs',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 se rejoue, 1 ne se rejoue pas, 3 inconnu, sans historique, ou moteur embedded',
    en: '0 replays, 1 does not replay, 3 unknown, without a history, or the engine embedded',
  });
}
