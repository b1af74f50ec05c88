import { type Command, Option } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import { withTaking } from '../import/taking-options.ts';
import type { Cli } from '../io.ts';

export interface ImportOptions {
  readonly dryRun?: boolean;
  readonly source?: string;
  readonly map?: readonly string[];
  readonly complete?: boolean;
  readonly entity?: string;
  readonly kind?: 'balance' | 'payments' | 'customers' | 'fec';
  readonly term?: string;
  readonly asOf?: string;
  readonly undo?: string;
  readonly sheet?: string;
}

function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** `palier import FILE`. */
export function importCommand(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withTaking(withData(program.command('import [file] [more...]'), cli), cli)
    .description(
      say({
        fr: 'charge un CSV ou un XLSX (balance âgée, règlements, clients et contacts) ou des FEC, un par exercice',
        en: 'takes a CSV or an XLSX (an aged balance, payments, customers and contacts) or FECs, one a year',
      }),
    )
    .option(
      '--dry-run',
      say({
        fr: 'montre ce qui changerait, sans rien changer',
        en: 'shows what would change, and changes nothing',
      }),
    )
    .addOption(
      new Option(
        '--kind <kind>',
        say({
          fr: 'ce que contient le fichier, si on ne le devine pas',
          en: 'what the file holds, where it is not guessed',
        }),
      ).choices(['balance', 'payments', 'customers', 'fec']),
    )
    .option(
      '--source <name>',
      say({
        fr: 'd’où vient le fichier ; ses colonnes sont retenues sous ce nom',
        en: 'where the file comes from; its columns are remembered by this name',
      }),
    )
    .option(
      '--map <column=field>',
      say({
        fr: 'corrige une colonne ; plusieurs fois au besoin',
        en: 'corrects a column; several times where need be',
      }),
      several,
    )
    .option(
      '--term <term>',
      say({
        fr: 'FEC : le délai des clients qui n’en ont pas, par exemple « 45 jours fin de mois » ; retenu',
        en: 'FEC: the term of customers that have none, for example "45 days end of month"; remembered',
      }),
    )
    .option(
      '--as-of <moment>',
      say({
        fr: 'quand le fichier a été exporté : 2026-11-20, 2026-11-20T18:30 ; maintenant sinon',
        en: 'when the file was exported: 2026-11-20, 2026-11-20T18:30; else now',
      }),
    )
    .option(
      '--sheet <name>',
      say({
        fr: 'la feuille d’un classeur ; sinon celle qui ressemble au tableau',
        en: 'the sheet of a workbook; else the one that looks like the table',
      }),
    )
    .option(
      '--undo <id>',
      say({
        fr: 'défait un import en entier ; ce qui est parti reste parti',
        en: 'takes an import back as a whole; what was sent stays sent',
      }),
    )
    .action(
      async (file: string | undefined, more: readonly string[], options: ImportOptions, self: Command) => {
        if (options.undo !== undefined) {
          const { runUndo } = await import('../import/run-undo.ts');
          await runUndo(cli, { file, id: options.undo, dryRun: options.dryRun === true }, self);
          return;
        }
        const files = file === undefined ? [] : [file, ...more];
        const { isFec, runFecImport } = await import('../import/run-fec-import.ts');
        if (await isFec(cli, files, options)) {
          await runFecImport(cli, files, options, self);
          return;
        }
        const { runImport } = await import('../import/run-import.ts');
        await runImport(cli, file, options, self);
      },
    );
  const examples = [
    { command: 'palier import balance.csv --dry-run', fr: 'un aperçu', en: 'a preview' },
    {
      command: 'palier import balance.csv --source sage --complete',
      fr: 'un export complet',
      en: 'a complete export',
    },
    {
      command: `palier import 123456789FEC20251231.txt 123456789FEC20261231.txt --term '30 jours'`,
      fr: 'la comptabilité',
      en: 'the accounts',
    },
    {
      command: 'palier import balance-du-20.csv --as-of 2026-11-20',
      fr: 'un export plus ancien',
      en: 'an older export',
    },
    { command: 'palier import --undo 12 --dry-run', fr: 'ce qui serait défait', en: 'what would be undone' },
    {
      command: `palier import reglements.csv --map 'Solde=open'`,
      fr: 'une colonne corrigée',
      en: 'a corrected column',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 tout est pris, 1 des lignes sont refusées, un solde ne concorde pas ou un fichier est plus ancien qu’un autre déjà pris, 2 fichier illisible ou colonne à nommer, 3 refusé ou annulé',
    en: '0 all was taken, 1 lines were refused, a balance does not agree or a file is older than one that was taken, 2 unreadable file or a column to name, 3 refused or cancelled',
  });
}
