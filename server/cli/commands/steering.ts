/** Commands that steer one invoice: pause, resume, skip, jump, stop. */
import type { Command } from 'commander';
import { withData } from '../call/data-option.ts';
import { withExamples } from '../help.ts';
import type { Cli } from '../io.ts';

interface ReasonOption {
  readonly reason?: string;
}

const codes = {
  fr: '0 fait, 2 mal écrit, 3 refusé (facture inconnue, suivi terminé)',
  en: '0 done, 2 not well written, 3 refused (unknown invoice, run ended)',
};

function declared(
  program: Command,
  cli: Cli,
  name: string,
  words: { readonly fr: string; readonly en: string },
): Command {
  return withData(program.command(`${name} <invoice>`).description(cli.say(words)), cli).option(
    '--reason <text>',
    cli.say({ fr: 'pourquoi ; gardé dans l’historique', en: 'why; kept in the history' }),
  );
}

function inputOf(invoice: string, { reason }: ReasonOption) {
  return reason === undefined ? { invoice } : { invoice, reason };
}

/** `palier pause INVOICE`. */
export function pause(program: Command, cli: Cli): void {
  const command = declared(program, cli, 'pause', {
    fr: 'arrête les relances d’une facture jusqu’à palier resume',
    en: 'stops the reminders of an invoice until palier resume',
  }).action(async (invoice: string, options: ReasonOption, self: Command) => {
    const { operate, sentence } = await import('../call/operate.ts');
    await operate(cli, self, 'pause', inputOf(invoice, options), ({ invoice: { number, customer } }) =>
      sentence(cli, {
        fr: `La facture ${number} (${customer}) est en pause.`,
        en: `Invoice ${number} (${customer}) is paused.`,
      }),
    );
  });
  const examples = [
    { command: 'palier pause F2026-0118 --reason "appel prévu"', fr: 'avec une raison', en: 'with a reason' },
  ];
  withExamples(command, cli, examples, codes);
}

/** `palier resume INVOICE`. */
export function resume(program: Command, cli: Cli): void {
  const command = declared(program, cli, 'resume', {
    fr: 'reprend une facture en pause, ou arrêtée par un problème',
    en: 'takes up an invoice again that is paused or held by a problem',
  }).action(async (invoice: string, options: ReasonOption, self: Command) => {
    const { operate, sentence } = await import('../call/operate.ts');
    const { holdWords, wordOf } = await import('../reason-words.ts');
    await operate(
      cli,
      self,
      'resume',
      inputOf(invoice, options),
      ({ invoice: { number, customer }, still }) => {
        const others = still.map((cause) => cli.say(wordOf(holdWords, cause))).join(', ');
        const rest =
          still.length === 0
            ? { fr: '', en: '' }
            : { fr: ` Reste encore : ${others}.`, en: ` Still standing: ${others}.` };
        return sentence(cli, {
          fr: `La facture ${number} (${customer}) reprend.${rest.fr}`,
          en: `Invoice ${number} (${customer}) goes on.${rest.en}`,
        });
      },
    );
  });
  withExamples(
    command,
    cli,
    [{ command: 'palier resume F2026-0118', fr: 'fin de la pause', en: 'end of the pause' }],
    codes,
  );
}

/** `palier skip INVOICE`. */
export function skip(program: Command, cli: Cli): void {
  const command = declared(program, cli, 'skip', {
    fr: 'passe l’étape où se trouve une facture',
    en: 'leaves out the step at which an invoice stands',
  }).action(async (invoice: string, options: ReasonOption, self: Command) => {
    const { operate, sentence } = await import('../call/operate.ts');
    await operate(cli, self, 'skip', inputOf(invoice, options), ({ invoice: { number }, skipped }) =>
      sentence(cli, {
        fr: `Facture ${number} : l’étape « ${skipped} » est passée.`,
        en: `Invoice ${number}: step "${skipped}" is left out.`,
      }),
    );
  });
  withExamples(
    command,
    cli,
    [{ command: 'palier skip F2026-0118', fr: 'l’étape présente', en: 'the present step' }],
    codes,
  );
}

/** `palier jump INVOICE --to STEP`. */
export function jump(program: Command, cli: Cli): void {
  const command = declared(program, cli, 'jump', {
    fr: 'fait entrer une facture dans une autre étape de son scénario',
    en: 'lets an invoice enter another step of its flow',
  })
    .requiredOption('--to <step>', cli.say({ fr: 'identifiant de l’étape', en: 'id of the step' }))
    .action(async (invoice: string, options: ReasonOption & { readonly to: string }, self: Command) => {
      const { operate, sentence } = await import('../call/operate.ts');
      await operate(cli, self, 'jump', { ...inputOf(invoice, options), to: options.to }, (output) =>
        sentence(cli, {
          fr: `Facture ${output.invoice.number} : saut à l’étape « ${output.to} ».`,
          en: `Invoice ${output.invoice.number}: jumps to step "${output.to}".`,
        }),
      );
    });
  const examples = [
    { command: 'palier jump F2026-0118 --to mise-en-demeure', fr: 'par son identifiant', en: 'by its id' },
  ];
  withExamples(command, cli, examples, codes);
}

/** `palier stop INVOICE`. */
export function stop(program: Command, cli: Cli): void {
  const command = declared(program, cli, 'stop', {
    fr: 'termine le suivi d’une facture ; elle reste due, plus aucun scénario ne la prend',
    en: 'ends the run of an invoice; it stays owed, and no flow takes it again',
  }).action(async (invoice: string, options: ReasonOption, self: Command) => {
    const { operate, sentence } = await import('../call/operate.ts');
    await operate(cli, self, 'stop', inputOf(invoice, options), ({ invoice: { number, customer } }) =>
      sentence(cli, {
        fr: `Le suivi de la facture ${number} (${customer}) est arrêté.`,
        en: `The run of invoice ${number} (${customer}) is stopped.`,
      }),
    );
  });
  const examples = [
    { command: 'palier stop F2026-0118 --reason "cédée"', fr: 'avec une raison', en: 'with a reason' },
  ];
  withExamples(command, cli, examples, codes);
}
