import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

interface PublishOptions {
  readonly all?: boolean;
  readonly comment?: string;
}

/** `palier publish [FLOW]`. */
export function publish(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('publish [flow]'), cli)
    .description(
      say({
        fr: 'met un scénario en vigueur tel que ses fichiers le disent ; sans nom, montre ce qui a changé',
        en: 'puts a flow in force as its files say; without a name, shows what has changed',
      }),
    )
    .option('--all', say({ fr: 'tous ceux qui ont changé', en: 'all that have changed' }))
    .option(
      '--comment <text>',
      say({ fr: 'ce que la version change, en une phrase', en: 'what the release changes, in a sentence' }),
    )
    .action(async (flow: string | undefined, { all, comment }: PublishOptions, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showPublished } = await import('../show/published.ts');
      const input = {
        ...(flow === undefined ? {} : { flow }),
        ...(all === true ? { all } : {}),
        ...(comment === undefined ? {} : { comment }),
      };
      const output = await operate(cli, self, 'publish', input, (answer) => showPublished(cli, answer));
      const isOpen = !output.asked && output.flows.length > 0;
      if (isOpen || output.flows.some(({ what }) => what === 'refused')) cli.exit(1);
    });
  const examples = [
    { command: 'palier publish', fr: 'ce qui a changé', en: 'what has changed' },
    { command: 'palier publish pme-standard', fr: 'un scénario', en: 'one flow' },
    { command: 'palier publish --all', fr: 'tous', en: 'all' },
  ];
  withExamples(command, cli, examples, {
    fr: '0 en vigueur, 1 erreurs ou changements en attente, 3 inconnu ou publié entre-temps',
    en: '0 in force, 1 errors or changes waiting, 3 unknown or published in between',
  });
}
