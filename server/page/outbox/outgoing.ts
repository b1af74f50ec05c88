/** A delivery as the message that goes over the wire: its headers, and the file to download. */
import { stat } from 'node:fs/promises';
import type { Entity } from '../../../schemas/index.ts';
import { type DeliveryDetail, earlierContacts, listInvoices } from '../../../store/index.ts';
import type { Attachment, OutgoingEmail } from '../../../workers/channels/index.ts';
import type { House } from '../../house/house.ts';

/** The legal entity that writes: that of the delivery's invoices. */
export async function entityOf(house: House, delivery: DeliveryDetail): Promise<Entity> {
  const [first] = delivery.invoices;
  const [line] =
    first === undefined
      ? []
      : await listInvoices(house.store.db, { invoice: first.invoice, open: false, limit: 1 });
  return house.carrier.surroundings.entity(line?.entity ?? '');
}

/** The email of a delivery; null for channels that write none. Documents that are gone are left out. */
export async function outgoingEmail(house: House, delivery: DeliveryDetail): Promise<OutgoingEmail | null> {
  const { rendered, messageId, channel, recipients } = delivery;
  if (rendered === null || messageId === null || (channel !== 'email' && channel !== 'notify')) return null;
  const entity = await entityOf(house, delivery);
  const [to, ...cc] = recipients.map(({ name, address }) => ({ name, address }));
  const references = await referencesOf(house, delivery, messageId);
  return {
    kind: channel,
    delivery: delivery.delivery,
    at: delivery.realAt,
    from: { name: entity.name, address: entity.email },
    replyTo: null,
    to: to === undefined ? [] : [to],
    cc,
    subject: rendered.subject ?? '',
    html: rendered.html,
    text: rendered.text ?? '',
    attachments: await attachmentsOf(rendered.attachments ?? []),
    messageId,
    references,
    inReplyTo: references.at(-1) ?? null,
    headers: {},
    answers: [],
  };
}

async function referencesOf(
  house: House,
  { invoices }: DeliveryDetail,
  messageId: string,
): Promise<readonly string[]> {
  const lead = Number(invoices[0]?.invoice);
  if (!Number.isSafeInteger(lead)) return [];
  const earlier = await house.store.db.transaction().execute((tx) => earlierContacts(tx, [lead]));
  const ids = earlier.get(lead)?.messageIds ?? [];
  const own = ids.indexOf(messageId);
  return own < 0 ? ids : ids.slice(0, own);
}

async function attachmentsOf(
  list: readonly { readonly name: string; readonly path?: string }[],
): Promise<readonly Attachment[]> {
  const found = await Promise.all(
    list.map(async ({ name, path }) => {
      const exists =
        path !== undefined &&
        (await stat(path).then(
          (one) => one.isFile(),
          () => false,
        ));
      return exists ? [{ name, path }] : [];
    }),
  );
  return found.flat();
}
