import { readFile } from 'node:fs/promises';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Attachment, Mailbox, OutgoingEmail } from '../channel.ts';
import { headerName } from './address.ts';

/**
 * Writes a message as it goes over the wire and into the outbox (`.eml`): text and HTML, attachments,
 * our Message-ID and the marks of an automatic message. The same message gives the same bytes.
 *
 * @throws the file system's error where an attachment cannot be read
 */
export async function composeEml(message: OutgoingEmail): Promise<Buffer> {
  const attachments = await Promise.all(message.attachments.map(readAttachment));
  const composer = new MailComposer({
    from: toAddress(message.from),
    ...(message.replyTo === null ? {} : { replyTo: toAddress(message.replyTo) }),
    to: message.to.map(toAddress),
    cc: message.cc.map(toAddress),
    subject: message.subject,
    text: message.text,
    ...(message.html === null ? {} : { html: message.html }),
    attachments,
    messageId: message.messageId,
    references: [...message.references],
    ...(message.inReplyTo === null ? {} : { inReplyTo: message.inReplyTo }),
    date: new Date(message.at),
    headers: {
      ...message.headers,
      'Auto-Submitted': 'auto-generated',
      'X-Palier-Delivery': message.delivery,
    },
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
    baseBoundary: `palier-${message.delivery.replace(/[^A-Za-z0-9-]/g, '-')}`,
  });
  return composer.compile().build();
}

function toAddress({ name, address }: Mailbox): { name: string; address: string } {
  return { name: headerName(name), address };
}

async function readAttachment(attachment: Attachment): Promise<{ filename: string; content: Buffer }> {
  const content = 'content' in attachment ? Buffer.from(attachment.content) : await readFile(attachment.path);
  return { filename: headerName(attachment.name), content };
}
