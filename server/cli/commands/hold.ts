import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { Failure } from '../failure.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

interface HoldOptions {
  readonly customer?: string;
  readonly until?: string;
  readonly reason?: string;
}

/** An invoice, or a whole customer. */
function targetOf(cli: Cli, invoice: string | undefined, customer: string | undefined) {
  if (invoice !== undefined && customer === undefined) return { invoice };
  if (customer !== undefined && invoice === undefined) return { customer };
  throw new Failure(
    cli.say({
      fr: 'donnez un numéro de facture, ou --customer NUMÉRO, l’un des deux',
      en: 'give the number of an invoice, or --customer NUMBER, one of the two',
    }),
    2,
  );
}

/** `palier hold INVOICE|--customer N`. */
export function hold(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('hold [invoice]'), cli)
    .description(
      say({
        fr: 'suspend les relances d’une facture ou d’un client, avec une raison et une date de fin',
        en: 'holds the reminders of an invoice or a customer, with a reason and an end',
      }),
    )
    .option('--customer <number>', say({ fr: 'tout un client', en: 'a whole customer' }))
    .option(
      '--until <date>',
      say({ fr: 'ce jour compris ; sans fin sinon', en: 'this day included; else without end' }),
    )
    .requiredOption('--reason <text>', say({ fr: 'pourquoi', en: 'why' }))
    .action(async (invoice: string | undefined, options: HoldOptions, self: Command) => {
      const { operate, sentence } = await import('../call/operate.ts');
      const target = targetOf(cli, invoice, options.customer);
      const { until } = options;
      const input = { target, reason: options.reason ?? '', ...(until === undefined ? {} : { until }) };
      await operate(cli, self, 'hold', input, ({ label, until: last, hold: id }) =>
        sentence(cli, {
          fr: `${label} : retenu ${last === null ? 'sans fin' : `jusqu’au ${last} compris`} (n° ${id}).`,
          en: `${label}: held ${last === null ? 'without end' : `until ${last} included`} (no. ${id}).`,
        }),
      );
    });
  const examples = [
    {
      command: 'palier hold F2026-0118 --until 2026-12-15 --reason "avoir attendu"',
      fr: 'une facture',
      en: 'an invoice',
    },
    {
      command: 'palier hold --customer C014 --reason "négociation"',
      fr: 'un client, sans fin',
      en: 'a customer, without end',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 fait, 2 date passée ou mal écrite, 3 inconnu',
    en: '0 done, 2 a date that has passed or is no date, 3 unknown',
  });
}

/** `palier lift INVOICE|--customer N`. */
export function lift(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('lift [invoice]'), cli)
    .description(
      say({ fr: 'lève la suspension posée par palier hold', en: 'lifts what palier hold has placed' }),
    )
    .option('--customer <number>', say({ fr: 'tout un client', en: 'a whole customer' }))
    .option('--reason <text>', say({ fr: 'pourquoi', en: 'why' }))
    .action(async (invoice: string | undefined, options: HoldOptions, self: Command) => {
      const { operate, sentence } = await import('../call/operate.ts');
      const { reason } = options;
      const input = {
        target: targetOf(cli, invoice, options.customer),
        ...(reason === undefined ? {} : { reason }),
      };
      await operate(cli, self, 'lift', input, ({ label, lifted }) =>
        sentence(cli, {
          fr: `${label} : suspension levée (${lifted.map((one) => one.reason).join(', ')}).`,
          en: `${label}: hold lifted (${lifted.map((one) => one.reason).join(', ')}).`,
        }),
      );
    });
  withExamples(command, cli, [{ command: 'palier lift F2026-0118', fr: 'une facture', en: 'an invoice' }], {
    fr: '0 fait, 3 rien à lever',
    en: '0 done, 3 nothing to lift',
  });
}
