/** `palier release list|show|diff|restore`: what was published, and what is in force. */
import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

const unknown = { fr: '0, 3 inconnue ou ambiguë', en: '0, 3 unknown or ambiguous' };

/** `palier release …`. */
export function release(program: Command, cli: Cli): void {
  const parent = program.command('release').description(
    cli.say({
      fr: 'les versions publiées d’un scénario : list, show, diff, restore',
      en: 'published releases of a flow: list, show, diff, restore',
    }),
  );
  declareList(parent, cli);
  declareShow(parent, cli);
  declareDiff(parent, cli);
  declareRestore(parent, cli);
}

function declareList(parent: Command, cli: Cli): void {
  const command = withData(parent.command('list [flow]'), cli)
    .description(
      cli.say({
        fr: 'les versions, la dernière publiée d’abord, et combien de suivis y sont',
        en: 'releases, the last published first, and how many runs are on each',
      }),
    )
    .action(async (flow: string | undefined, _options, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showReleases } = await import('../show/releases.ts');
      const input = flow === undefined ? {} : { flow };
      await operate(cli, self, 'release-list', input, (output) => showReleases(cli, output));
    });
  const examples = [
    { command: 'palier release list', fr: 'toutes', en: 'all' },
    { command: 'palier release list pme-standard', fr: 'd’un scénario', en: 'of one flow' },
  ];
  withExamples(command, cli, examples, {
    fr: '0, 3 scénario jamais publié',
    en: '0, 3 a flow that was never published',
  });
}

function declareShow(parent: Command, cli: Cli): void {
  const command = withData(parent.command('show <release>'), cli)
    .description(
      cli.say({
        fr: 'ce qu’une version contient ; --json donne le document entier',
        en: 'what a release holds; --json gives the whole document',
      }),
    )
    .action(async (name: string, _options, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showRelease } = await import('../show/releases.ts');
      await operate(cli, self, 'release-show', { release: name }, (output) => showRelease(cli, output));
    });
  const examples = [
    { command: 'palier release show 3fa9c1', fr: 'par le début de son empreinte', en: 'by its first digits' },
    { command: 'palier release show pme-standard', fr: 'celle en vigueur', en: 'the one in force' },
  ];
  withExamples(command, cli, examples, unknown);
}

function declareDiff(parent: Command, cli: Cli): void {
  const command = withData(parent.command('diff <before> [after]'), cli)
    .description(
      cli.say({
        fr: 'ce qui change entre deux versions, ou entre une version et le dossier',
        en: 'what changes between two releases, or between one and the folder',
      }),
    )
    .action(async (before: string, after: string | undefined, _options, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showReleaseDiff } = await import('../show/release-diff.ts');
      const input = after === undefined ? { before } : { before, after };
      const output = await operate(cli, self, 'release-diff', input, (answer) =>
        showReleaseDiff(cli, answer),
      );
      const { flow, surroundings, texts } = output;
      if (flow.length + surroundings.length + texts.length > 0) cli.exit(1);
    });
  const examples = [
    { command: 'palier release diff 3fa9c1 b07d22', fr: 'deux versions', en: 'two releases' },
    {
      command: 'palier release diff pme-standard',
      fr: 'celle en vigueur et le dossier',
      en: 'the one in force and the folder',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 rien ne change, 1 quelque chose change, 3 inconnue ou ambiguë',
    en: '0 nothing changes, 1 something changes, 3 unknown or ambiguous',
  });
}

function declareRestore(parent: Command, cli: Cli): void {
  const command = withData(parent.command('restore <release>'), cli)
    .description(
      cli.say({
        fr: 'remet une version en vigueur ; les suivis en cours gardent la leur',
        en: 'puts a release in force again; runs under way keep theirs',
      }),
    )
    .option('--reason <text>', cli.say({ fr: 'pourquoi', en: 'why' }))
    .action(async (name: string, { reason }: { readonly reason?: string }, self: Command) => {
      const { operate, sentence } = await import('../call/operate.ts');
      const input = { release: name, ...(reason === undefined ? {} : { reason }) };
      await operate(cli, self, 'release-restore', input, ({ flow, short, restored }) =>
        sentence(
          cli,
          restored
            ? {
                fr: `Scénario ${flow} : la version ${short} est de nouveau en vigueur. Les fichiers n’ont pas changé.`,
                en: `Flow ${flow}: release ${short} is in force again. The files have not changed.`,
              }
            : {
                fr: `Scénario ${flow} : la version ${short} est déjà en vigueur.`,
                en: `Flow ${flow}: release ${short} is in force already.`,
              },
        ),
      );
    });
  const examples = [
    {
      command: 'palier release restore 3fa9c1 --reason "ton trop dur"',
      fr: 'avec une raison',
      en: 'with a reason',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 en vigueur, 3 inconnue, ambiguë ou publiée entre-temps',
    en: '0 in force, 3 unknown, ambiguous or published in between',
  });
}
