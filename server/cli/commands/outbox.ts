import { type Command, Option } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

interface OutboxOptions {
  readonly eml?: boolean;
  readonly invoice?: string;
  readonly status?: 'captured' | 'sending' | 'sent' | 'failed' | 'uncertain' | 'not-sent';
}

/** `palier outbox [ID]`. */
export function outbox(program: Command, cli: Cli): void {
  const { say } = cli;
  const command = withData(program.command('outbox [id]'), cli)
    .description(
      say({
        fr: 'ce qui est parti ou capturé ; avec un numéro, le message',
        en: 'what was sent or captured; with an id, the message',
      }),
    )
    .option('--eml', say({ fr: 'le message tel qu’il voyage', en: 'the message as it travels' }))
    .option('--invoice <number>', say({ fr: 'd’une facture', en: 'of one invoice' }))
    .addOption(
      new Option('--status <status>', say({ fr: 'd’un état', en: 'of one state' })).choices([
        ...['captured', 'sending', 'sent', 'failed', 'uncertain', 'not-sent'],
      ]),
    )
    .action(async (id: string | undefined, { eml, invoice, status }: OutboxOptions, self: Command) => {
      const { operate } = await import('../call/operate.ts');
      const { showDelivery, showOutbox } = await import('../show/outbox.ts');
      if (id === undefined) {
        const input = {
          ...(invoice === undefined ? {} : { invoice }),
          ...(status === undefined ? {} : { status }),
        };
        await operate(cli, self, 'outbox-list', input, ({ deliveries }) => showOutbox(cli, deliveries));
        return;
      }
      const input = { delivery: id, ...(eml === true ? { eml } : {}) };
      await operate(
        cli,
        self,
        'outbox-show',
        input,
        (output) => output.eml ?? showDelivery(cli, output.delivery),
      );
    });
  const examples = [
    { command: 'palier outbox', fr: 'les derniers', en: 'the latest' },
    { command: 'palier outbox 12', fr: 'un message', en: 'one message' },
    {
      command: 'palier outbox 12 --eml > 12.eml',
      fr: 'pour un logiciel de courrier',
      en: 'for a mail program',
    },
  ];
  withExamples(command, cli, examples, { fr: '0, 3 inconnu', en: '0, 3 unknown' });
}
