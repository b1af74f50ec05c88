import { html } from 'hono/html';
import type { DeliveryDetail } from '../../../store/index.ts';
import { moment } from '../parts/figures.ts';
import { type Content, type Html, joined, short } from '../parts/html.ts';
import { icon } from '../parts/icon.ts';
import { channel, status, tone } from '../parts/marks.ts';
import { command, facts } from '../parts/section.ts';
import type { Visit } from '../visit.ts';
import { entityOf, outgoingEmail } from './outgoing.ts';
import { whyItLeft } from './why.ts';
import { outboxWords } from './words.ts';

/** What a message is called: its subject, or, without one, how it begins. */
export function headline({ subject, rendered, step }: DeliveryDetail): string {
  return short(subject || rendered?.text?.trim().split('\n')[0] || step, 120);
}

/** One delivery as its receiver would see it, and why it left. */
export async function messageView(visit: Visit, delivery: DeliveryDetail): Promise<Html> {
  const words = outboxWords[visit.language];
  const { rendered } = delivery;
  const email = await outgoingEmail(visit.house, delivery);
  const subject = headline(delivery);
  const why = await whyItLeft(visit, delivery);
  return html`<div class="top">
<p class="crumb"><a href="/outbox">${words.title}</a></p>
<h1>${subject}</h1>
<p class="marks">${status(visit, delivery)}${channel(visit, delivery.channel)}${tone(visit, delivery.tone)}${moment(visit, delivery.at)}</p>
${advice(visit, delivery)}
</div>
<div class="columns"><div class="list">
${await envelope(visit, delivery)}
${preview(visit, delivery)}
${rendered?.text == null ? null : html`<details id="text"${rendered.html === null ? html` open` : null}><summary>${words.text}</summary><pre class="text">${rendered.text}</pre></details>`}
${email === null ? null : html`<details id="headers"><summary>${words.headers}</summary><pre class="text">${headersOf(email)}</pre></details>`}
</div><div class="rail">${why}
${email === null ? null : html`<p><a class="button" href="/outbox/${delivery.delivery}.eml" download>${icon('download')}${words.download}</a></p>`}
</div></div>`;
}

function advice(
  { language }: Visit,
  { status: state, error, resolvedBy, delivery }: DeliveryDetail,
): Content {
  const words = outboxWords[language];
  if (state === 'captured') return html`<p class="quiet">${words.capturedHow}</p>`;
  if (state === 'uncertain')
    return html`<p>${words.resolveHow} ${command(`palier resolve ${delivery} sent`)} ${command(`palier resolve ${delivery} not-sent`)}</p>`;
  const fault = typeof error?.message === 'string' ? error.message : null;
  if (fault === null)
    return resolvedBy === null ? null : html`<p class="quiet">${words.resolved} ${resolvedBy}</p>`;
  return html`<p class="late">${words.fault}: ${short(fault, 400)}</p>`;
}

async function envelope(visit: Visit, delivery: DeliveryDetail): Promise<Html> {
  const words = outboxWords[visit.language];
  const entity = await entityOf(visit.house, delivery);
  const [to, ...copies] = delivery.recipients.map(
    ({ name, address }) =>
      html`<span class="address">${name === null || name === address ? null : html`${short(name, 120)} `}<span class="quiet">${short(address, 200)}</span></span>`,
  );
  const attachments = (delivery.rendered?.attachments ?? []).map(
    ({ name }) => html`<span class="file">${icon('attachment')}${short(name, 80)}</span>`,
  );
  const isMail = delivery.channel === 'email' || delivery.channel === 'notify';
  return facts(
    [
      [
        words.from,
        isMail
          ? html`<span class="address">${entity.name} <span class="quiet">${entity.email}</span></span>`
          : entity.name,
      ],
      [words.to, to ?? null],
      [words.copy, copies.length === 0 ? null : joined(copies, ', ')],
      [words.attachments, attachments.length === 0 ? null : joined(attachments, ' ')],
    ],
    'envelope',
  );
}

function preview({ language }: Visit, { delivery, rendered }: DeliveryDetail): Content {
  const words = outboxWords[language];
  if (rendered?.html == null) return null;
  return html`<iframe class="message" title="${words.preview}" src="/outbox/${delivery}/html" sandbox="allow-same-origin"></iframe>`;
}

function headersOf(email: NonNullable<Awaited<ReturnType<typeof outgoingEmail>>>): string {
  const mailbox = ({ name, address }: { readonly name: string | null; readonly address: string }) =>
    name === null ? address : `${name} <${address}>`;
  const lines: readonly (readonly [string, string | null])[] = [
    ['Date', new Date(email.at).toUTCString()],
    ['From', mailbox(email.from)],
    ['To', email.to.map(mailbox).join(', ')],
    ['Cc', email.cc.length === 0 ? null : email.cc.map(mailbox).join(', ')],
    ['Subject', email.subject],
    ['Message-ID', email.messageId],
    ['In-Reply-To', email.inReplyTo],
    ['References', email.references.length === 0 ? null : email.references.join(' ')],
    ['Auto-Submitted', 'auto-generated'],
  ];
  return lines.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`])).join('\n');
}
