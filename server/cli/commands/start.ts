import { type Command, Option } from 'commander';
import { type Engine, engines } from '../../engine-name.ts';
import { withExamples } from '../help.ts';
import type { Cli, GlobalOptions } from '../io.ts';

export interface StartOptions extends GlobalOptions {
  readonly port?: string;
  readonly host: string;
  readonly data?: string;
  /** A speed, or true where none is given. */
  readonly clock?: string | true;
  readonly until?: string;
  readonly only?: string;
  /** What it says goes before `PALIER_ENGINE`. */
  readonly engine?: Engine;
  /** Whether this process carries out what the engine asks for. */
  readonly workers: 'here' | 'none';
  readonly example: boolean;
}

/** `palier start`: everything in one process. */
export function start(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = program
    .command('start')
    .description(
      say({
        fr: 'démarre tout en un seul processus : la base, les scénarios, les envois, la page',
        en: 'starts everything in one process: the store, the flows, the sending, the page',
      }),
    )
    .option(
      '--port <port>',
      say({ fr: 'port de la page ; 4870 ou un port libre', en: 'port of the page; 4870 or a free one' }),
    )
    .option(
      '--host <address>',
      say({
        fr: 'adresse où la page écoute ; 0.0.0.0 dans un conteneur, dont le port n’est publié que sur sa machine',
        en: 'address on which the page listens; 0.0.0.0 in a container, whose port is published to its machine only',
      }),
      '127.0.0.1',
    )
    .option(
      '--data <folder>',
      say({
        fr: 'dossier des données ; .palier à côté de palier.json',
        en: 'folder of the data; .palier beside palier.json',
      }),
    )
    .option(
      '--clock [speed]',
      say({
        fr: 'horloge d’essai : le temps qui passe en une seconde (1d, 12h)',
        en: 'trial clock: the time that passes in one second (1d, 12h)',
      }),
    )
    .option('--until <date>', say({ fr: 'où l’horloge d’essai s’arrête', en: 'where the trial clock stops' }))
    .option(
      '--only <file>',
      say({
        fr: 'un essai sur les factures de ce fichier, un numéro par ligne',
        en: 'a trial on the invoices of this file, one number a line',
      }),
    )
    .addOption(
      new Option(
        '--engine <engine>',
        say({
          fr: 'qui conduit les parcours ; sinon PALIER_ENGINE, sinon embedded',
          en: 'who drives the runs; else PALIER_ENGINE, else embedded',
        }),
      ).choices(engines),
    )
    .addOption(
      new Option(
        '--workers <where>',
        say({
          fr: 'avec temporal : none laisse le travail à palier worker',
          en: 'with temporal: none leaves the work to palier worker',
        }),
      )
        .choices(['here', 'none'])
        .default('here'),
    )
    .option(
      '--no-example',
      say({ fr: 'ne charge pas l’entreprise d’exemple', en: 'does not load the example company' }),
    )
    .action(async (_options, self: Command) => {
      const { runStart } = await import('../start/run-start.ts');
      await runStart(cli, self.optsWithGlobals<StartOptions>());
    });
  const examples = [
    {
      command: 'palier start',
      fr: 'le dossier d’ici, ou l’exemple',
      en: 'the workspace here, or the example',
    },
    { command: 'palier start --clock', fr: 'un jour par seconde', en: 'a day a second' },
    {
      command: 'palier start --clock 12h --until 2027-03-31',
      fr: 'jusqu’à fin mars',
      en: 'until the end of March',
    },
    {
      command: 'palier start --only essai.txt',
      fr: 'un essai sur quelques factures',
      en: 'a trial on some invoices',
    },
    { command: 'palier start --engine temporal', fr: 'sur Temporal', en: 'on Temporal' },
  ];
  withExamples(command, cli, examples, {
    fr: '0 arrêté normalement, 2 option incorrecte, 3 refusé (dossier déjà ouvert, port pris)',
    en: '0 stopped as asked, 2 a wrong option, 3 refused (folder already open, port taken)',
  });
}
