import { Argument, type Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { Failure } from '../failure.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

const allOrOne = {
  fr: '--accepted tranche tous les envois acceptés ; n’en nommez aucun',
  en: '--accepted resolves all that were accepted; name none',
};

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
    .option(
      '--accepted',
      say({
        fr: 'tranche comme partis tous ceux que le serveur de messagerie a acceptés, selon le journal des envois',
        en: 'resolves as sent all those that the mail server has accepted, as the send journal tells',
      }),
    )
    .action(
      async (
        delivery: string | undefined,
        fate: string | undefined,
        { reason, accepted }: { readonly reason?: string; readonly accepted?: true },
        self: Command,
      ) => {
        const { operate, sentence } = await import('../call/operate.ts');
        const because = reason === undefined ? {} : { reason };
        if (accepted === true) {
          if (delivery !== undefined) throw new Failure(say(allOrOne), 2);
          const { wordsOfAccepted } = await import('../show/resolved.ts');
          const { left } = await operate(cli, self, 'resolve-accepted', because, (output) =>
            sentence(cli, wordsOfAccepted(output)),
          );
          if (left > 0) cli.exit(1);
          return;
        }
        if (delivery === undefined || fate === undefined) {
          const { showUncertain } = await import('../show/uncertain.ts');
          const asked = delivery === undefined ? {} : { delivery };
          const output = await operate(cli, self, 'uncertain', asked, (known) => showUncertain(cli, known));
          if (output.deliveries.length > 0) cli.exit(1);
          return;
        }
        const known = fate === 'sent' ? 'sent' : 'not-sent';
        const input = { delivery, fate: known, ...because } as const;
        const { wordsOfResolved } = await import('../show/resolved.ts');
        await operate(cli, self, 'resolve', input, (output) => sentence(cli, wordsOfResolved(output)));
      },
    );
  const examples = [
    { command: 'palier resolve', fr: 'ce que l’on sait de chacun', en: 'what is known of each' },
    { command: 'palier resolve 31 sent', fr: 'le client l’a reçu', en: 'the customer has it' },
    { command: 'palier resolve 31 not-sent', fr: 'à refaire', en: 'to be made again' },
    {
      command: 'palier resolve --accepted',
      fr: 'après une restauration : ce que le serveur a accepté est parti',
      en: 'after a restore: what the server has accepted was sent',
    },
  ];
  withExamples(command, cli, examples, {
    fr: '0 tranché, ou rien à trancher, 1 des envois sont à trancher, 2 --accepted avec un envoi, 3 inconnu ou pas incertain',
    en: '0 resolved, or nothing to resolve, 1 deliveries are to be resolved, 2 --accepted with a delivery, 3 unknown or not uncertain',
  });
}
