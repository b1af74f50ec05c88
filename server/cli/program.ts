import { Command, CommanderError, Option } from 'commander';
import { commands } from './commands/index.ts';
import { Failure } from './failure.ts';
import type { Cli, ExitCode, Io } from './io.ts';
import { languageOf } from './language.ts';
import { typeset } from './print/typography.ts';
import { wrap } from './print/wrap.ts';
import { usageError } from './usage-errors.ts';

/**
 * Runs one command line and answers with its exit code. Never throws and never ends the process;
 * nothing is loaded but what the command needs.
 *
 * @param args What stands after `palier`.
 */
export async function runCli(args: readonly string[], io: Io): Promise<ExitCode> {
  let code: ExitCode = 0;
  const language = languageOf(args, io.env);
  const cli: Cli = {
    ...io,
    language,
    exit: (given) => {
      code = given;
    },
    say: (words) => typeset(words[language], language),
  };
  try {
    await programOf(cli).parseAsync(args.length === 0 ? ['--help'] : [...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    io.err(`${wrap(`palier: ${sentenceOf(error, cli)}`, io.columns).join('\n')}\n`);
    return error instanceof Failure ? error.exit : 3;
  }
}

/** An unexpected fault is said in one line too; `PALIER_DEBUG=1` shows where it comes from. */
function sentenceOf(error: unknown, cli: Cli): string {
  if (error instanceof Failure) return error.message;
  if (cli.env.PALIER_DEBUG && error instanceof Error) return error.stack ?? error.message;
  return error instanceof Error ? error.message : String(error);
}

/** The program with every command, in the user's language. */
function programOf(cli: Cli): Command {
  const program = new Command('palier');
  program
    .description(
      cli.say({
        fr: 'Fait avancer les relances de factures impayées selon des scénarios dessinés et gardés dans git.',
        en: 'Runs the escalation of unpaid invoices by flows that are drawn and kept in git.',
      }),
    )
    .exitOverride()
    .configureOutput({
      writeOut: cli.out,
      writeErr: cli.err,
      outputError: (text, write) => write(usageError(text, cli)),
      getOutHelpWidth: () => cli.columns,
      getErrHelpWidth: () => cli.columns,
      getOutHasColors: () => false,
    })
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => titleOf(title, cli),
      styleOptionDescription: (text) => (cli.language === 'fr' ? inFrench(text) : text),
    })
    .option(
      '--workspace <folder>',
      cli.say({
        fr: 'dossier qui contient palier.json ; sinon le plus proche au-dessus, ou l’exemple livré',
        en: 'folder that holds palier.json; else the nearest one above, or the example shipped',
      }),
    )
    .addOption(
      new Option('--language <language>', cli.say({ fr: 'fr ou en', en: 'fr or en' })).choices(['fr', 'en']),
    )
    .option('--json', cli.say({ fr: 'répond en JSON', en: 'answers in JSON' }))
    .helpOption('-h, --help', cli.say({ fr: 'montre cette aide', en: 'shows this help' }))
    .helpCommand(false);
  for (const command of commands) command(program, cli);
  return program;
}

const titles: Readonly<Record<string, string>> = {
  'Usage:': 'Usage :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Global Options:': 'Options communes :',
  'Commands:': 'Commandes :',
};

function titleOf(title: string, cli: Cli): string {
  return cli.language === 'fr' ? (titles[title] ?? title) : title;
}

/** What commander adds to the description of an option. */
function inFrench(text: string): string {
  return text.replace('(choices: ', '(au choix ').replace(', default: ', ', par défaut ');
}
