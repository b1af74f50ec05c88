import type { Command } from 'commander';
import { withExamples } from '../help.ts';
import type { Cli, GlobalOptions } from '../io.ts';

/** `palier diff A [B]`: what changes between two flows, in sentences. */
export function diff(program: Command, cli: Cli): void {
  const command = program
    .command('diff <before> [after]')
    .description(
      cli.say({
        fr: 'dit en phrases ce qui change entre deux versions d’un scénario',
        en: 'says in sentences what changes between two versions of a flow',
      }),
    )
    .action(async (before: string, after: string | undefined, _options, self: Command) => {
      const { runDiff } = await import('../diff/run-diff.ts');
      await runDiff(cli, before, after, self.optsWithGlobals<GlobalOptions>());
    });
  const examples = [
    {
      command: 'palier diff flows/pme.flow.json',
      fr: 'le fichier, comparé au dernier commit',
      en: 'the file, against the last commit',
    },
    {
      command: 'palier diff main:flows/pme.flow.json flows/pme.flow.json',
      fr: 'deux versions, dont une d’une branche',
      en: 'two versions, one of a branch',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 rien ne change, 1 quelque chose change, 3 illisible',
    en: '0 nothing changes, 1 something changes, 3 unreadable',
  });
}
