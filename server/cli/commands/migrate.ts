import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

interface MigrateOptions {
  readonly flow: string;
  readonly from?: string;
  readonly to?: string;
  readonly map?: readonly string[];
  readonly dryRun?: boolean;
  readonly reason?: string;
}

function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function inputOf({ flow, from, to, map, dryRun, reason }: MigrateOptions) {
  return {
    flow,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(map === undefined ? {} : { map: [...map] }),
    ...(dryRun === undefined ? {} : { dryRun }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** `palier migrate --flow F [--from D] [--to D] [--map OLD=NEW …] [--dry-run]`. */
export function migrate(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('migrate'), cli)
    .description(
      say({
        fr: 'fait passer les suivis en cours à une autre version de leur scénario, ou montre ce que cela ferait',
        en: 'moves runs under way to another release of their flow, or shows what that would do',
      }),
    )
    .requiredOption('--flow <flow>', say({ fr: 'le scénario', en: 'the flow' }))
    .option(
      '--from <release>',
      say({ fr: 'seulement ceux d’une version ; sinon tous', en: 'only those of one release; else all' }),
    )
    .option(
      '--to <release>',
      say({ fr: 'vers quelle version ; sinon celle en vigueur', en: 'to which; else the one in force' }),
    )
    .option(
      '--map <old=new>',
      say({ fr: 'ce que devient une étape ; à répéter', en: 'what becomes of a step; may be repeated' }),
      several,
    )
    .option('--dry-run', say({ fr: 'montre seulement', en: 'only shows' }))
    .option('--reason <text>', say({ fr: 'pourquoi', en: 'why' }))
    .action(async (options: MigrateOptions, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showMigration } = await import('../show/migration.ts');
      const output = await operate(cli, self, 'migrate', inputOf(options), (answer) =>
        showMigration(cli, answer),
      );
      if (output.leftOut.length > 0) cli.exit(1);
    });
  const examples = [
    {
      command: 'palier migrate --flow pme-standard --dry-run',
      fr: 'ce que cela ferait',
      en: 'what it would do',
    },
    {
      command: 'palier migrate --flow pme-standard --from ee52cb --map j14=j15',
      fr: 'une étape renommée',
      en: 'a step that was renamed',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 tous passent, 1 certains non, 2 --map à corriger, 3 inconnu',
    en: '0 all move, 1 some do not, 2 --map to correct, 3 unknown',
  });
}
