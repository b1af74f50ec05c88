/** Commands about money on account: what lies there, and where it goes. */
import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { Failure } from '../failure.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

const either = {
  fr: 'nommez la facture à laquelle il va, ou --known s’il est déjà dans ce qui est dû ; l’un des deux',
  en: 'name the invoice that it goes to, or --known where what is owed has it already; one of the two',
};

/** `palier receipts [CUSTOMER]`. */
export function receipts(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('receipts [customer]'), cli)
    .description(
      say({
        fr: 'règlements et avoirs en compte, qu’aucune facture ne prend',
        en: 'receipts and credits on account, which no invoice takes',
      }),
    )
    .action(async (customer: string | undefined, _options: object, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showReceipts } = await import('../show/receipts.ts');
      const input = customer === undefined ? {} : { customer };
      await operate(cli, self, 'receipts', input, (output) => showReceipts(cli, output.receipts));
    });
  const examples = [
    { command: 'palier receipts', fr: 'tous', en: 'all' },
    { command: 'palier receipts C1042', fr: 'ceux d’un client', en: 'those of one customer' },
  ];
  withExamples(command, cli, examples, { fr: '0, 3 client inconnu', en: '0, 3 unknown customer' });
}

interface AllocateOptions {
  readonly known?: true;
  readonly reason?: string;
}

/** `palier allocate RECEIPT INVOICE|--known`. */
export function allocate(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('allocate <receipt> [invoice]'), cli)
    .description(
      say({
        fr: 'donne un règlement en compte à une facture du client',
        en: 'gives a receipt on account to an invoice of the customer',
      }),
    )
    .option(
      '--known',
      say({
        fr: 'à aucune : ce qui est dû en tient déjà compte',
        en: 'to none: what is owed knows of it already',
      }),
    )
    .option('--reason <text>', say({ fr: 'pourquoi, pour le journal', en: 'why, for the records' }))
    .action(
      async (
        receipt: string,
        invoice: string | undefined,
        { known, reason }: AllocateOptions,
        self: Command,
      ) => {
        if ((invoice === undefined) !== (known === true)) throw new Failure(say(either), 2);
        const { operate, sentence } = await import('../call/operate.ts');
        const { wordsOfAllocated } = await import('../show/receipts.ts');
        const input = {
          receipt,
          ...(invoice === undefined ? {} : { invoice }),
          ...(reason === undefined ? {} : { reason }),
        };
        await operate(cli, self, 'allocate', input, (output) => sentence(cli, wordsOfAllocated(cli, output)));
      },
    );
  const examples = [
    { command: 'palier allocate 118 F2026-0412', fr: 'il payait cette facture', en: 'it paid this invoice' },
    {
      command: 'palier allocate VIR-2026-88 --known',
      fr: 'la balance en tenait déjà compte',
      en: 'the balance had it already',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 fait, 2 facture d’un autre client ou d’une autre devise, 3 règlement ou facture inconnus, ou facture soldée',
    en: '0 done, 2 invoice of another customer or currency, 3 receipt or invoice unknown, or invoice settled',
  });
}
