import type { Command } from 'commander';
import { guarded } from '../guarded.ts';
import { withExamples } from '../help.ts';
import type { Cli, GlobalOptions } from '../io.ts';

export interface FmtOptions extends GlobalOptions {
  readonly check?: boolean;
}

/** `palier fmt [files…]`: the canonical form of flows. */
export function fmt(program: Command, cli: Cli): void {
  const command = program
    .command('fmt [files...]')
    .description(
      cli.say({
        fr: 'récrit les scénarios dans leur forme canonique, sans changer l’ordre des étapes',
        en: 'writes flows in their canonical form; the order of steps stays',
      }),
    )
    .option(
      '--check',
      cli.say({ fr: 'n’écrit rien, nomme ce qui changerait', en: 'writes nothing, names what would change' }),
    )
    .action(async (files: readonly string[], _options, self: Command) => {
      const { runFmt } = await import('../check/run-fmt.ts');
      await guarded(cli, () => runFmt(cli, files, self.optsWithGlobals<FmtOptions>()));
    });
  const examples = [
    { command: 'palier fmt', fr: 'tous les scénarios du dossier', en: 'every flow of the workspace' },
    { command: 'palier fmt --check', fr: 'avant un commit', en: 'before a commit' },
  ];
  withExamples(command, cli, examples, {
    fr: '0 tout est en forme, 1 avec --check : à récrire, 3 un fichier ne peut être lu ou récrit',
    en: '0 all in form, 1 with --check: would be written, 3 a file cannot be read or written',
  });
}
