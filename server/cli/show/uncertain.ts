import type { OutputOf } from '../call/call-operation.ts';
import { sentence } from '../call/operate.ts';
import type { Cli } from '../io.ts';
import { renderTable } from '../print/table.ts';
import { printable } from '../print/wrap.ts';

/** What is known of each uncertain delivery, one block each. */
export function showUncertain(cli: Cli, { deliveries }: OutputOf<'uncertain'>): string {
  if (deliveries.length === 0) {
    return sentence(cli, { fr: 'Rien n’est à trancher.', en: 'Nothing is to be resolved.' });
  }
  const blocks = deliveries.map((one) => {
    const rows: readonly (readonly [string, string])[] = [
      [
        cli.say({ fr: `Envoi ${one.delivery}`, en: `Delivery ${one.delivery}` }),
        `${one.customer}, ${one.invoices.join(', ')}, ${one.subject ?? one.step}`,
      ],
      [cli.say({ fr: 'À', en: 'To' }), one.to.join(', ')],
      [cli.say({ fr: 'Remis le', en: 'Handed over' }), instant(one.handedOverAt)],
      [
        cli.say({ fr: 'Journal', en: 'Journal' }),
        one.journal.map(({ at, phase }) => `${instant(at)} ${phase}`).join(', ') ||
          cli.say({ fr: 'rien', en: 'nothing' }),
      ],
      [
        cli.say({ fr: 'Dit', en: 'Said' }),
        one.isRestored
          ? cli.say({
              fr: 'connu du seul journal : la base est plus ancienne que lui',
              en: 'known from the journal alone: the store is older than it',
            })
          : (one.said ?? ''),
      ],
      ['Message-ID', one.messageId ?? ''],
    ];
    const cells = rows.filter(([, value]) => value !== '').map((row) => ({ cells: row.map(printable) }));
    return renderTable(cells, cli.columns).join('\n');
  });
  const hint = sentence(cli, {
    fr: 'Cherchez le Message-ID dans le journal du serveur de messagerie ; puis palier resolve ENVOI sent|not-sent.',
    en: 'Look for the Message-ID in the mail server’s log; then palier resolve DELIVERY sent|not-sent.',
  });
  return `${blocks.join('\n\n')}\n\n${hint}`;
}

function instant(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
