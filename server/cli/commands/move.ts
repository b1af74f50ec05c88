import { type Command, Option } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

interface MoveOptions {
  readonly to: 'temporal' | 'embedded';
  readonly dryRun?: boolean;
}

/** `palier move --to ENGINE`. */
export function move(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('move'), cli)
    .description(
      say({
        fr: 'confie les suivis en cours à l’autre moteur, chacun une fois, là où il en est',
        en: 'hands the runs under way to the other engine, each once, where it stands',
      }),
    )
    .addOption(
      new Option('--to <engine>', say({ fr: 'à qui', en: 'to whom' }))
        .choices(['temporal', 'embedded'])
        .makeOptionMandatory(),
    )
    .option(
      '--dry-run',
      say({
        fr: 'dit combien passeraient, sans rien changer',
        en: 'says how many would move, and changes nothing',
      }),
    )
    .action(async ({ to, dryRun }: MoveOptions, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showMove } = await import('../show/move.ts');
      const input = { to, ...(dryRun === true ? { dryRun } : {}) };
      const moved = await operate(cli, self, 'move', input, (output) => showMove(cli, output));
      if (moved.inFlightCount > 0 || (to === 'temporal' && moved.workflows > 0)) cli.exit(1);
    });
  const examples = [
    { command: 'palier move --to temporal --dry-run', fr: 'combien passeraient', en: 'how many would move' },
    { command: 'palier move --to temporal', fr: 'vers Temporal', en: 'to Temporal' },
    { command: 'palier move --to embedded', fr: 'retour', en: 'and back' },
  ];
  withExamples(command, cli, examples, {
    fr: '0 tous sont passés, 1 certains attendent une réponse du courrier (à relancer), 3 refusé, 4 rien n’a encore commencé',
    en: '0 all have moved, 1 some wait for an answer of the mailroom (ask again), 3 refused, 4 nothing has begun yet',
  });
}
