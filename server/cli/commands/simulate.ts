import { type Command, Option } from 'commander';
import { withExamples } from '../help.ts';
import type { Cli, GlobalOptions } from '../io.ts';

export const formats = ['table', 'json', 'calendar', 'trace'] as const;

export interface SimulateOptions extends GlobalOptions {
  readonly ledger?: string;
  readonly customers?: string;
  readonly invoice?: string;
  readonly script?: string;
  readonly entity?: string;
  readonly from?: string;
  readonly until?: string;
  readonly today?: string;
  readonly ignoreEntry?: boolean;
  readonly format: (typeof formats)[number];
}

/** `palier simulate FLOW`: what would be sent, when and why. Nothing leaves, nothing is stored. */
export function simulate(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = program
    .command('simulate <flow>')
    .description(
      say({
        fr: 'montre ce qui partirait, quand et pourquoi : pour une balance, une facture ou un script. Rien ne part.',
        en: 'shows what would be sent, when and why: for a ledger, an invoice or a script. Nothing is sent.',
      }),
    )
    .option('--ledger <file>', say({ fr: 'balance âgée en CSV', en: 'aged balance as CSV' }))
    .option(
      '--customers <file>',
      say({
        fr: 'clients et contacts en CSV ; sans lui, chaque rôle est supposé joignable',
        en: 'customers and contacts as CSV; without it every role is assumed to be reachable',
      }),
    )
    .option(
      '--invoice <json|number>',
      say({
        fr: 'une facture en JSON, ou le numéro d’une facture de la balance',
        en: 'an invoice as JSON, or the number of one in the ledger',
      }),
    )
    .option(
      '--script <file>',
      say({
        fr: 'ce qui arrive : paiements, litiges, promesses, réponses',
        en: 'what happens: payments, disputes, promises, replies',
      }),
    )
    .option('--entity <id>', say({ fr: 'l’entité qui facture', en: 'the entity that bills' }))
    .option('--today <date>', say({ fr: 'le jour où tout commence', en: 'the day on which all begins' }))
    .option('--from <date>', say({ fr: 'ne montre rien avant', en: 'shows nothing before' }))
    .option('--until <date>', say({ fr: 's’arrête après ce jour', en: 'stops after this day' }))
    .option('--ignore-entry', say({ fr: 'fait entrer toutes les factures', en: 'lets every invoice in' }))
    .addOption(
      new Option('--format <format>', say({ fr: 'présentation', en: 'layout' }))
        .choices(formats)
        .default('table'),
    )
    .action(async (flow: string, _options, self: Command) => {
      const { runSimulate } = await import('../simulate/run-simulate.ts');
      await runSimulate(cli, flow, self.optsWithGlobals<SimulateOptions>());
    });
  const examples = [
    {
      command: 'palier simulate pme-standard',
      fr: 'une facture d’exemple, échue dans 30 jours',
      en: 'a sample invoice, due in 30 days',
    },
    {
      command: 'palier simulate pme-standard --ledger balance.csv --until 2026-12-31',
      fr: 'toutes les factures d’un export, à partir d’aujourd’hui',
      en: 'every invoice of an export, from today on',
    },
    {
      command: 'palier simulate pme-standard --ledger balance.csv --invoice F2026-118 --format trace',
      fr: 'une seule, pas à pas, en JSON par ligne',
      en: 'one of them, step by step, as JSON lines',
    },
    {
      command: `palier simulate pme-standard --invoice '{"number":"F1","amount":"1200.00","dueOn":"2026-11-30"}'`,
      fr: 'une facture imaginée',
      en: 'an imagined invoice',
    },
    {
      command: 'palier simulate pme-standard --script promesse.script.json --format calendar',
      fr: 'un script, jour par jour',
      en: 'a script, day by day',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0, 2 options incompatibles, 3 le scénario ou le fichier a des erreurs',
    en: '0, 2 options that do not go together, 3 the flow or the file has errors',
  });
}
