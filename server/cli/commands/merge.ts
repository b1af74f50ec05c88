import type { Command } from 'commander';
import { withExamples } from '../help.ts';
import type { Cli, GlobalOptions } from '../io.ts';

/** `palier merge BASE OURS THEIRS`: three versions of a flow, step by step. */
export function merge(program: Command, cli: Cli): void {
  const command = program
    .command('merge <base> <ours> <theirs>')
    .description(
      cli.say({
        fr: 'réunit deux modifications d’un scénario, étape par étape ; git peut l’appeler',
        en: 'merges two changes of a flow, step by step; git can call it',
      }),
    )
    .option(
      '-o, --output <file>',
      cli.say({
        fr: 'où écrire, au lieu de OURS ; - pour l’écran',
        en: 'where to write, not to OURS; - to show it',
      }),
    )
    .action(
      async (
        base: string,
        ours: string,
        theirs: string,
        { output }: { readonly output?: string },
        self: Command,
      ) => {
        const { runMerge } = await import('../merge/run-merge.ts');
        const input = { base, ours, theirs, ...(output === undefined ? {} : { output }) };
        await runMerge(cli, input, self.optsWithGlobals<GlobalOptions>());
      },
    );
  const examples = [
    {
      command: 'palier merge base.json ours.json theirs.json -o -',
      fr: 'montre ce que cela donne',
      en: 'shows what comes of it',
    },
    {
      command: 'git config merge.palier.driver "palier merge %O %A %B"',
      fr: 'git l’appelle pour *.flow.json merge=palier',
      en: 'git calls it for *.flow.json merge=palier',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 réuni, 1 des conflits, marqués dans le fichier, 3 illisible',
    en: '0 merged, 1 conflicts, marked in the file, 3 unreadable',
  });
}
