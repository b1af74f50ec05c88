import { type Command, Option } from 'commander';
import { type QueueName, queueNames } from '../../../workers/temporal/contract.ts';
import { withExamples } from '../help.ts';
import type { Cli, GlobalOptions } from '../io.ts';

export interface WorkerOptions extends GlobalOptions {
  /** All queues where none is named. */
  readonly queue?: readonly QueueName[];
  readonly data?: string;
}

/** `palier worker`: does the work of a Palier on Temporal, beside the process that was started. */
export function worker(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = program
    .command('worker')
    .description(
      say({
        fr: 'avec Temporal : travaille à côté de palier start, sur cette machine ou une autre',
        en: 'with Temporal: works beside palier start, on this machine or another one',
      }),
    )
    .addOption(
      new Option(
        '--queue <name...>',
        say({ fr: 'files à servir ; sinon toutes', en: 'queues to serve; else all' }),
      ).choices(queueNames),
    )
    .option(
      '--data <folder>',
      say({
        fr: 'dossier de son journal des envois, à lui seul ; .palier/worker à côté de palier.json',
        en: 'folder of its send journal, of its own; .palier/worker beside palier.json',
      }),
    )
    .action(async (_options, self: Command) => {
      const { runWorker } = await import('../worker/run-worker.ts');
      await runWorker(cli, self.optsWithGlobals<WorkerOptions>());
    });
  const examples = [
    { command: 'palier worker', fr: 'tout le travail', en: 'all the work' },
    {
      command: 'palier worker --queue email --data /var/lib/palier/email',
      fr: 'les emails seulement',
      en: 'emails only',
    },
    {
      command: 'palier worker --queue flows tasks',
      fr: 'les parcours et les tâches',
      en: 'the runs and the tasks',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 arrêté normalement, 2 option incorrecte, 3 refusé (sans DATABASE_URL ni TEMPORAL_ADDRESS, dossier déjà pris)',
    en: '0 stopped as asked, 2 a wrong option, 3 refused (without DATABASE_URL or TEMPORAL_ADDRESS, folder taken)',
  });
}
