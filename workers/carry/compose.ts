import type { Context } from '../../engine/decide/index.ts';
import { copiesOf, recipientOf } from '../../engine/mailroom/index.ts';
import type { RenderedMessage } from '../../engine/message/index.ts';
import type { ContactFacts, InvoiceFacts, Problem, Step, StepKind } from '../../schemas/index.ts';
import type { EarlierContacts, Recipient } from '../../store/index.ts';
import {
  type Attachment,
  applyRedirect,
  findInvoiceDocument,
  type Mailbox,
  type Redirected,
} from '../channels/index.ts';
import type { Carrier } from './carrier.ts';
import type { LoadedRelease } from './releases.ts';
import { variablesOf } from './variables.ts';

/** A message written out: what the outbox shows and a channel sends. */
export interface Composed {
  readonly rendered: RenderedMessage;
  /** Mailboxes after the workspace's guards; for other channels than email the person or number. */
  readonly recipients: readonly Recipient[];
  readonly mail: Redirected | null;
  readonly attachments: readonly Attachment[];
}

export interface ComposeInput {
  readonly loaded: LoadedRelease;
  readonly step: Step;
  readonly context: Context;
  readonly entity: string;
  readonly invoices: readonly InvoiceFacts[];
  readonly earlier: EarlierContacts | undefined;
}

type Failure = { readonly problem: Problem };

/** Which text of a message each kind of step uses; kinds without a text write none. */
const textOfKind: Partial<Record<StepKind, string>> = {
  email: 'email',
  sms: 'sms',
  letter: 'letter',
  'registered-letter': 'letter',
  call: 'call',
  notify: 'notify',
};

function messageOf(step: Step): string | null {
  if ('message' in step) return step.message;
  return 'script' in step ? step.script : null;
}

/** Writes the text of a step for its recipient; null for steps without a text. */
function write(
  carrier: Carrier,
  input: ComposeInput,
  recipient: ContactFacts | null,
): RenderedMessage | Failure | null {
  const { loaded, step, context } = input;
  const channel = textOfKind[step.kind];
  const message = messageOf(step);
  if (channel === undefined || message === null) return null;
  const language = recipient?.language ?? context.facts.customer.language;
  const text = loaded.textOf(message, channel, language);
  if (text === undefined) {
    return {
      problem: {
        code: 'message-missing',
        message: `release ${loaded.release.digest} holds no ${channel} text "${message}"`,
      },
    };
  }
  const entity = carrier.surroundings.entity(input.entity);
  const variables = variablesOf({ ...input, entity, recipient });
  return loaded.renderer.render(text, variables, { language: text.language, kind: step.kind as 'email' });
}

function insider(step: Step, context: Context, fallback: string): Mailbox {
  const who = 'who' in step ? step.who : undefined;
  const named = who === undefined || who === 'owner' ? context.facts.customer.owner : who;
  return { name: null, address: named === null || named === 'team' ? fallback : named };
}

function mailboxes(contacts: readonly (ContactFacts | null)[]): readonly Mailbox[] {
  return contacts.flatMap((contact) =>
    contact?.email == null ? [] : [{ name: contact.name, address: contact.email }],
  );
}

function addressOf(step: Step, contact: ContactFacts | null, context: Context): Recipient {
  const address =
    step.kind === 'sms' || step.kind === 'call'
      ? contact?.phone
      : (contact?.name ?? context.facts.customer.name);
  return {
    address: address ?? '',
    name: contact?.name ?? context.facts.customer.name,
    contact: contact?.id ?? null,
  };
}

/** Documents to attach, or the problem that one is missing. */
async function attach(
  carrier: Carrier,
  { step, invoices }: ComposeInput,
): Promise<readonly Attachment[] | Failure> {
  if (!('attach' in step) || step.attach === undefined || step.attach.length === 0) return [];
  const attachments: Attachment[] = [];
  const { documents } = carrier.workspace;
  for (const { invoice } of invoices) {
    const source = { root: carrier.folder, ...(documents === undefined ? {} : { documents }) };
    const found = await findInvoiceDocument(invoice.number, source);
    if (!found.found) return { problem: found.problem };
    attachments.push(found.attachment);
  }
  return attachments;
}

/** Writes a message out: text, recipients, attachments. A fault is a Problem that holds the run. */
export async function compose(carrier: Carrier, input: ComposeInput): Promise<Composed | Failure> {
  const { step, context } = input;
  const recipient = recipientOf(step, context.facts) ?? null;
  const rendered = write(carrier, input, recipient);
  if (rendered !== null && 'problem' in rendered) return rendered;
  const attachments = await attach(carrier, input);
  if ('problem' in attachments) return attachments;
  const content = rendered ?? { subject: null, html: null, text: '' };
  if (step.kind !== 'email' && step.kind !== 'notify') {
    return { rendered: content, recipients: [addressOf(step, recipient, context)], mail: null, attachments };
  }
  const to =
    step.kind === 'notify'
      ? [insider(step, context, carrier.surroundings.entity(input.entity).email)]
      : mailboxes([recipient]);
  const mail = applyRedirect(
    { to, cc: mailboxes(copiesOf(step, context.facts, recipient)) },
    carrier.workspace,
  );
  if (mail.to.length === 0) {
    const message = `${mail.withheld.join(', ')} is outside the domains that this workspace may write to`;
    return { problem: { code: 'recipient-withheld', message } };
  }
  const recipients = [...mail.to, ...mail.cc].map(({ address, name }) => ({
    address,
    name,
    contact: recipient?.id ?? null,
  }));
  return { rendered: content, recipients, mail, attachments };
}
