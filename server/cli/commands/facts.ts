/** Commands that tell what happened to an invoice: paid, dispute, promise. */
import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

interface PaidOptions {
  readonly amount?: string;
  readonly on?: string;
}

function given<Value>(entries: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Record<
    string,
    Value
  >;
}

/** Collects an option that is given several times. */
function several(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** `palier paid INVOICE`. */
export function paid(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('paid <invoice>'), cli)
    .description(say({ fr: 'enregistre un règlement', en: 'records a payment' }))
    .option('--amount <amount>', say({ fr: 'tout le reste dû sinon', en: 'else all that is open' }))
    .option('--on <date>', say({ fr: 'aujourd’hui sinon', en: 'else today' }))
    .action(async (invoice: string, { amount, on }: PaidOptions, self: Command) => {
      const { operate, sentence } = await import('../call/operate.ts');
      const { createWording } = await import('../print/dates.ts');
      const { printable } = await import('../print/wrap.ts');
      const { money } = createWording(cli.language);
      await operate(cli, self, 'paid', { invoice, ...given({ amount, on }) }, (output) => {
        const { number, open, currency } = output.invoice;
        const account = output.onAccount > 0 ? money(output.onAccount, currency) : null;
        const from =
          output.allocated === null
            ? { fr: '', en: '' }
            : {
                fr: ` (le règlement ${printable(output.allocated)}, qui était en compte)`,
                en: ` (the receipt ${printable(output.allocated)}, which lay on account)`,
              };
        return sentence(cli, {
          fr: `Facture ${number} : ${money(output.amount, currency)} reçus${from.fr}, ${output.settled ? 'elle est soldée' : `reste ${money(open, currency)}`}${account === null ? '' : `, ${account} à valoir`}.`,
          en: `Invoice ${number}: ${money(output.amount, currency)} received${from.en}, ${output.settled ? 'it is settled' : `${money(open, currency)} left`}${account === null ? '' : `, ${account} on account`}.`,
        });
      });
    });
  const examples = [
    { command: 'palier paid F2026-0118', fr: 'soldée aujourd’hui', en: 'settled today' },
    { command: 'palier paid F2026-0118 --amount 250,00 --on 2026-11-20', fr: 'une partie', en: 'a part' },
  ];
  withExamples(command, cli, examples, {
    fr: '0 enregistré, 2 montant ou date à corriger, 3 facture inconnue ou soldée',
    en: '0 recorded, 2 amount or date to correct, 3 invoice unknown or settled',
  });
}

interface DisputeOptions {
  readonly category?: string;
  readonly reason?: string;
  readonly close?: boolean;
}

/** `palier dispute INVOICE`. */
export function dispute(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('dispute <invoice>'), cli)
    .description(say({ fr: 'ouvre un litige, ou le clôt', en: 'opens a dispute, or closes it' }))
    .option('--category <text>', say({ fr: 'prix, livraison, qualité…', en: 'price, delivery, quality…' }))
    .option('--reason <text>', say({ fr: 'ce que dit le client', en: 'what the customer says' }))
    .option('--close', say({ fr: 'clôt les litiges ouverts', en: 'closes the open disputes' }))
    .action(async (invoice: string, options: DisputeOptions, self: Command) => {
      const { operate, sentence } = await import('../call/operate.ts');
      const { category, reason, close } = options;
      const input = { invoice, ...given({ category, reason }), ...(close === true ? { close } : {}) };
      await operate(cli, self, 'dispute', input, ({ invoice: { number }, opened, closed }) =>
        sentence(
          cli,
          opened === null
            ? {
                fr: `Facture ${number} : litige ${closed.join(', ')} clos.`,
                en: `Invoice ${number}: dispute ${closed.join(', ')} closed.`,
              }
            : {
                fr: `Facture ${number} : litige ${opened} ouvert.`,
                en: `Invoice ${number}: dispute ${opened} opened.`,
              },
        ),
      );
    });
  const examples = [
    { command: 'palier dispute F2026-0118 --category prix', fr: 'ouvre', en: 'opens' },
    { command: 'palier dispute F2026-0118 --close', fr: 'clôt', en: 'closes' },
  ];
  withExamples(command, cli, examples, {
    fr: '0 fait, 3 inconnue, ou rien à clore',
    en: '0 done, 3 unknown, or nothing to close',
  });
}

interface PromiseOptions {
  readonly on: readonly string[];
  readonly amount?: readonly string[];
}

/** `palier promise INVOICE --on DATE`. */
export function promise(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('promise <invoice>'), cli)
    .description(say({ fr: 'enregistre une promesse de paiement', en: 'records a promise to pay' }))
    .requiredOption(
      '--on <date>',
      say({ fr: 'pour quand ; plusieurs fois au besoin', en: 'for when; several times where need be' }),
      several,
    )
    .option(
      '--amount <amount>',
      say({ fr: 'un par date ; parts égales sinon', en: 'one for each date; else equal parts' }),
      several,
    )
    .action(async (invoice: string, { on, amount }: PromiseOptions, self: Command) => {
      const { operate, sentence } = await import('../call/operate.ts');
      const { createWording } = await import('../print/dates.ts');
      const { money } = createWording(cli.language);
      const input = { invoice, on: [...on], ...(amount === undefined ? {} : { amounts: [...amount] }) };
      await operate(cli, self, 'promise', input, ({ invoice: { number, currency }, parts }) => {
        const fr = parts.map((part) => `${money(part.amount, currency)} le ${part.on}`).join(', ');
        const en = parts.map((part) => `${money(part.amount, currency)} on ${part.on}`).join(', ');
        return sentence(cli, {
          fr: `Facture ${number} : promesse de ${fr}.`,
          en: `Invoice ${number}: promise of ${en}.`,
        });
      });
    });
  const examples = [
    { command: 'palier promise F2026-0118 --on 2026-12-15', fr: 'tout le reste dû', en: 'all that is open' },
    {
      command: 'palier promise F2026-0118 --on 15/12/2026 --on 15/01/2027',
      fr: 'en deux fois',
      en: 'in two parts',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 enregistrée, 2 date ou montant à corriger, 3 inconnue ou soldée',
    en: '0 recorded, 2 date or amount to correct, 3 unknown or settled',
  });
}
