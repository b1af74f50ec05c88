import type { DeliveryDetail, DeliveryLine } from '../../../store/index.ts';
import type { Cli } from '../io.ts';
import { styleOf } from '../print/style.ts';
import { renderTable } from '../print/table.ts';
import { printable } from '../print/wrap.ts';

export const statusWords: Readonly<
  Record<DeliveryLine['status'], { readonly fr: string; readonly en: string }>
> = {
  captured: { fr: 'capturé', en: 'captured' },
  sending: { fr: 'en cours', en: 'sending' },
  sent: { fr: 'envoyé', en: 'sent' },
  failed: { fr: 'échec', en: 'failed' },
  uncertain: { fr: 'incertain', en: 'uncertain' },
  'not-sent': { fr: 'non envoyé', en: 'not sent' },
};

/** What became of a delivery; a possible double is shown as one wherever it stands. */
export function fateWord(
  cli: Cli,
  { status, possibleDouble }: Pick<DeliveryLine, 'status' | 'possibleDouble'>,
): string {
  const word = cli.say(statusWords[status]);
  return possibleDouble ? `${word}, ${cli.say({ fr: 'en double ?', en: 'a double?' })}` : word;
}

/** Deliveries, newest first. */
export function showOutbox(cli: Cli, deliveries: readonly DeliveryLine[]): string {
  if (deliveries.length === 0)
    return cli.say({ fr: 'Rien n’est encore parti.\n', en: 'Nothing has left yet.\n' });
  const rows = deliveries.map(({ delivery, at, status, possibleDouble, channel, subject, customerName }) => ({
    cells: [
      delivery,
      new Date(at).toISOString().slice(0, 16).replace('T', ' '),
      fateWord(cli, { status, possibleDouble }),
      channel,
      printable(customerName).slice(0, 28),
      printable(subject ?? ''),
    ],
  }));
  return `${renderTable(rows, cli.columns).join('\n')}\n`;
}

/** One message as its receiver reads it. */
export function showDelivery(cli: Cli, delivery: DeliveryDetail): string {
  const { rendered, recipients, error } = delivery;
  const to = recipients
    .map(({ name, address }) => (name === null ? address : `${name} <${address}>`))
    .join(', ');
  const files = (rendered?.attachments ?? []).map(({ name }) => name).join(', ');
  const rows: readonly (readonly [string, string])[] = [
    [
      cli.say({ fr: 'Envoi', en: 'Delivery' }),
      `${delivery.delivery}, ${delivery.channel}, ${cli.say(statusWords[delivery.status])}`,
    ],
    [cli.say({ fr: 'À', en: 'To' }), to],
    [cli.say({ fr: 'Objet', en: 'Subject' }), rendered?.subject ?? ''],
    [cli.say({ fr: 'Pièces', en: 'Files' }), files],
    [cli.say({ fr: 'Remarque', en: 'Remark' }), error === null ? '' : remarkOf(cli, error)],
  ];
  const cells = rows.filter(([, value]) => value !== '').map((row) => ({ cells: row.map(printable) }));
  const head = renderTable(cells, cli.columns).map(styleOf(cli).dim).join('\n');
  const text = (rendered?.text ?? '').split('\n').map(printable).join('\n');
  return `${head}\n\n${text.trimEnd()}\n`;
}

function remarkOf(cli: Cli, error: Readonly<Record<string, unknown>>): string {
  if (error.code === 'possible-double') {
    return cli.say({
      fr: 'parti après avoir compté comme non parti : peut-être en double',
      en: 'sent after it had counted as not sent: possibly a double',
    });
  }
  return String(error.message ?? error.code ?? '');
}
