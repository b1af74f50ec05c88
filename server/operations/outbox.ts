import { z } from 'zod';
import { type DeliveryDetail, findInvoiceById, listDeliveries, readDelivery } from '../../store/index.ts';
import { composeEml, messageIdOf } from '../../workers/channels/index.ts';
import type { OpenHouse } from '../house/open-house.ts';
import { findInvoice } from './find-invoice.ts';
import { operation } from './operation.ts';
import { Refusal } from './refusal.ts';

const statuses = ['captured', 'sending', 'sent', 'failed', 'uncertain', 'not-sent'] as const;

/** What was sent or captured, newest first. */
export const outboxList = operation({
  name: 'outbox-list',
  input: z.strictObject({
    invoice: z.string().optional(),
    status: z.enum(statuses).optional(),
    limit: z.int().min(1).max(10_000).optional(),
  }),
  async run(house, { invoice, status, limit }) {
    const found = invoice === undefined ? undefined : await findInvoice(house, invoice);
    const deliveries = await listDeliveries(house.store.db, {
      ...(found === undefined ? {} : { invoice: found.invoice }),
      ...(status === undefined ? {} : { status }),
      limit: limit ?? 50,
    });
    return { deliveries };
  },
});

/** One message as its receiver sees it; with `eml` as it goes over the wire. */
export const outboxShow = operation({
  name: 'outbox-show',
  input: z.strictObject({ delivery: z.string().min(1), eml: z.boolean().optional() }),
  async run(house, { delivery, eml }) {
    const found = await readDelivery(house.store.db, delivery.trim());
    if (found === null) {
      throw new Refusal('not-found', {
        fr: `il n’y a pas d’envoi « ${delivery.slice(0, 50)} » ; palier outbox les montre`,
        en: `there is no delivery "${delivery.slice(0, 50)}"; palier outbox shows them`,
      });
    }
    return { delivery: found, eml: eml === true ? await emlOf(house, found) : null };
  },
});

async function emlOf(house: OpenHouse, found: DeliveryDetail): Promise<string> {
  const { channel, rendered, invoices, recipients } = found;
  if ((channel !== 'email' && channel !== 'notify') || rendered === null) {
    throw new Refusal('conflict', {
      fr: `l’envoi ${found.delivery} n’est pas un email (${channel})`,
      en: `delivery ${found.delivery} is no email (${channel})`,
    });
  }
  const [first] = invoices;
  const invoice = first === undefined ? null : await findInvoiceById(house.store.db, first.invoice);
  const entity = house.carrier.surroundings.entity(invoice?.entity ?? '');
  const bytes = await composeEml({
    kind: channel,
    delivery: found.delivery,
    at: found.realAt,
    from: { name: entity.name, address: entity.email },
    replyTo: null,
    to: recipients.map(({ name, address }) => ({ name, address })),
    cc: [],
    subject: rendered.subject ?? '',
    text: rendered.text ?? '',
    html: rendered.html,
    attachments: (rendered.attachments ?? []).flatMap(({ name, path }) =>
      path === undefined ? [] : [{ name, path }],
    ),
    messageId: found.messageId ?? messageIdOf(found.delivery, entity.email),
    references: [],
    answers: [],
    inReplyTo: null,
    headers: {},
  }).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal('conflict', {
      fr: `une pièce jointe ne se lit plus : ${why}`,
      en: `an attachment can no longer be read: ${why}`,
    });
  });
  return bytes.toString('utf8');
}
