import type { OutgoingEmail } from '../../../workers/channels/index.ts';
import { messageIdOf } from '../../../workers/channels/index.ts';

/** An ordinary reminder; `to` is the one recipient. */
export function anEmail(delivery: string, to: string, more: Partial<OutgoingEmail> = {}): OutgoingEmail {
  return {
    kind: 'email',
    delivery,
    at: Date.UTC(2026, 10, 3, 9),
    from: { name: 'Atelier Rivoire, comptabilité', address: 'compta@rivoire.example' },
    replyTo: null,
    to: [{ name: 'Claire Morel', address: to }],
    cc: [],
    subject: 'Facture F-2026-118 : 12\u202f480,50\u00a0€ à régler',
    html: '<p>Bonjour Zoé</p>',
    text: 'Bonjour Zoé\n',
    attachments: [],
    messageId: messageIdOf(delivery, 'compta@rivoire.example'),
    references: [],
    answers: [],
    inReplyTo: null,
    headers: {},
    ...more,
  };
}
