import { Argument, type Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

/** `palier resolve DELIVERY sent|not-sent`. */
export function resolve(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('resolve [delivery]'), cli)
    .addArgument(
      new Argument('[fate]', say({ fr: 'ce que l’on sait', en: 'what is known' })).choices([
        'sent',
        'not-sent',
      ]),
    )
    .description(
      say({
        fr: 'tranche le sort d’un envoi incertain : parti, ou non parti et à refaire ; sans sort, montre ce que l’on sait',
        en: 'says what became of an uncertain delivery: sent, or not sent and to be made again; without a fate, shows what is known',
      }),
    )
    .option('--reason <text>', say({ fr: 'comment on le sait', en: 'how it is known' }))
    .action(
      async (
        delivery: string | undefined,
        fate: string | undefined,
        { reason }: { readonly reason?: string },
        self: Command,
      ) => {
        const { operate, sentence } = await import('../call/operate.ts');
        if (delivery === undefined || fate === undefined) {
          const { showUncertain } = await import('../show/uncertain.ts');
          const asked = delivery === undefined ? {} : { delivery };
          const output = await operate(cli, self, 'uncertain', asked, (known) => showUncertain(cli, known));
          if (output.deliveries.length > 0) cli.exit(1);
          return;
        }
        const known = fate === 'sent' ? 'sent' : 'not-sent';
        const input = { delivery, fate: known, ...(reason === undefined ? {} : { reason }) } as const;
        const { wordsOfResolved } = await import('../show/resolved.ts');
        await operate(cli, self, 'resolve', input, (output) => sentence(cli, wordsOfResolved(output)));
      },
    );
  const examples = [
    { command: 'palier resolve', fr: 'ce que l’on sait de chacun', en: 'what is known of each' },
    { command: 'palier resolve 31 sent', fr: 'le client l’a reçu', en: 'the customer has it' },
    { command: 'palier resolve 31 not-sent', fr: 'à refaire', en: 'to be made again' },
  ];
  withExamples(command, cli, examples, {
    fr: '0 tranché, ou rien à trancher, 1 des envois sont à trancher, 3 inconnu ou pas incertain',
    en: '0 resolved, or nothing to resolve, 1 deliveries are to be resolved, 3 unknown or not uncertain',
  });
}
