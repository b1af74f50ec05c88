import { createServer } from 'node:net';
import { simpleParser } from 'mailparser';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  type Channel,
  createSmtpChannel,
  messageIdOf,
  type OutgoingEmail,
  type SmtpSettings,
} from '../../../workers/channels/index.ts';
import { type SmtpServer, startSmtp } from '../../smtp/start.ts';
import { anEmail } from './an-email.ts';

let smtp: SmtpServer;
const open: Channel<OutgoingEmail>[] = [];

beforeAll(async () => {
  smtp = await startSmtp();
});
afterEach(async () => {
  await smtp.setMode('accept');
  for (const channel of open.splice(0)) await channel.close();
});
afterAll(() => smtp.stop());

function connect(settings: Partial<SmtpSettings> = {}): Channel<OutgoingEmail> {
  const channel = createSmtpChannel({ host: smtp.host, port: smtp.port, secure: false, ...settings });
  open.push(channel);
  return channel;
}

async function acceptedAs(delivery: string) {
  const id = messageIdOf(delivery, 'compta@rivoire.example');
  return (await smtp.accepted()).filter(({ messageId }) => messageId === id);
}

/** 8 MB: more than the buffers between the two ends hold. */
const large = { attachments: [{ name: 'gros.bin', content: new Uint8Array(8_000_000) }] };

test('an accepted message is sent, with text, HTML, our Message-ID and the thread of the invoice', async () => {
  const message = anEmail('d-1', 'claire@morel.example', {
    cc: [{ name: null, address: 'cfo@morel.example' }],
    replyTo: { name: null, address: 'nadia@rivoire.example' },
    references: ['<d-0.palier@rivoire.example>'],
    inReplyTo: '<d-0.palier@rivoire.example>',
    attachments: [{ name: 'F-2026-118.pdf', content: new TextEncoder().encode('%PDF-1.4 é') }],
  });

  const result = await connect().send(message);

  expect(result).toMatchObject({ fate: 'sent', refused: [] });
  const [accepted] = await acceptedAs('d-1');
  expect(accepted).toMatchObject({
    from: 'compta@rivoire.example',
    to: ['claire@morel.example', 'cfo@morel.example'],
  });
  const mail = await simpleParser(Buffer.from(accepted?.raw ?? '', 'latin1'));
  expect({
    subject: mail.subject,
    text: mail.text?.trim(),
    html: mail.html,
    messageId: mail.messageId,
    references: mail.references,
    inReplyTo: mail.inReplyTo,
    replyTo: mail.replyTo?.text,
    from: mail.from?.value,
    date: mail.date?.toISOString(),
    automatic: mail.headers.get('auto-submitted'),
    delivery: mail.headers.get('x-palier-delivery'),
    attachments: mail.attachments.map(({ filename, content }) => [filename, content.toString()]),
  }).toEqual({
    subject: message.subject,
    text: 'Bonjour Zoé',
    html: '<p>Bonjour Zoé</p>',
    messageId: '<d-1.palier@rivoire.example>',
    references: '<d-0.palier@rivoire.example>',
    inReplyTo: '<d-0.palier@rivoire.example>',
    replyTo: 'nadia@rivoire.example',
    from: [{ name: 'Atelier Rivoire, comptabilité', address: 'compta@rivoire.example' }],
    date: '2026-11-03T09:00:00.000Z',
    automatic: 'auto-generated',
    delivery: 'd-1',
    attachments: [['F-2026-118.pdf', '%PDF-1.4 é']],
  });
});

const failures = [
  ['refuse', 'email.recipient-refused', false],
  ['greylist', 'email.recipient-refused', true],
  ['reject-data', 'email.refused', false],
  ['defer-data', 'email.refused', true],
  ['drop-at-rcpt', 'email.unreachable', true],
] as const;

test.each(failures)('a recipient %s@ fails with %s', async (behaviour, code, retryable) => {
  const delivery = `d-${behaviour}`;

  const result = await connect().send(anEmail(delivery, `${behaviour}@morel.example`));

  expect(result).toMatchObject({ fate: 'failed', problem: { code }, retryable });
  expect(await acceptedAs(delivery)).toEqual([]);
});

test('a refused sender fails for good', async () => {
  await smtp.setMode('refuse-sender');

  const result = await connect().send(anEmail('d-sender', 'claire@morel.example'));

  expect(result).toMatchObject({
    fate: 'failed',
    problem: { code: 'email.sender-refused' },
    retryable: false,
  });
});

test('a greylisted recipient is accepted the second time', async () => {
  const channel = connect();
  const message = anEmail('d-grey', 'greylist@second.example');

  const first = await channel.send(message);
  const second = await channel.send(message);

  expect([first.fate, second.fate]).toEqual(['failed', 'sent']);
});

test('a connection lost before the final dot fails and may be repeated', async () => {
  const result = await connect().send(anEmail('d-before', 'drop-before-dot@morel.example', large));

  expect(result).toMatchObject({ fate: 'failed', problem: { code: 'email.unreachable' }, retryable: true });
  expect(await acceptedAs('d-before')).toEqual([]);
});

test('a connection lost after the final dot is uncertain and the message is not sent again', async () => {
  const result = await connect().send(anEmail('d-after', 'drop-after-dot@morel.example'));

  expect(result).toMatchObject({ fate: 'uncertain', problem: { code: 'email.no-answer' } });
  expect(await acceptedAs('d-after')).toHaveLength(1);
});

test('a large message whose connection is lost after the final dot is uncertain too', async () => {
  const result = await connect().send(anEmail('d-after-large', 'drop-after-dot@morel.example', large));

  expect(result.fate).toBe('uncertain');
  expect(await acceptedAs('d-after-large')).toHaveLength(1);
});

test('a lost connection on a used one is uncertain once, and the next message goes through', async () => {
  const channel = connect({ poolSize: 1 });

  const results = [
    await channel.send(anEmail('d-used-1', 'claire@morel.example')),
    await channel.send(anEmail('d-used-2', 'drop-after-dot@morel.example')),
    await channel.send(anEmail('d-used-3', 'claire@morel.example')),
  ];

  expect(results.map(({ fate }) => fate)).toEqual(['sent', 'uncertain', 'sent']);
  expect(await acceptedAs('d-used-2')).toHaveLength(1);
});

test('a server that never answers the final dot leaves the message uncertain', async () => {
  const result = await connect({ answerTimeout: 400 }).send(
    anEmail('d-mute', 'silent-after-dot@morel.example'),
  );

  expect(result).toMatchObject({ fate: 'uncertain', problem: { code: 'email.no-answer' } });
});

test('a slow answer is an answer', async () => {
  const result = await connect().send(anEmail('d-slow', 'delay-200@morel.example'));

  expect(result.fate).toBe('sent');
});

test('one refused recipient among several is named and the others receive', async () => {
  const message = anEmail('d-partial', 'claire@morel.example', {
    cc: [{ name: null, address: 'refuse@morel.example' }],
  });

  const result = await connect().send(message);

  expect(result).toMatchObject({
    fate: 'sent',
    refused: [
      { address: 'refuse@morel.example', problem: { code: 'email.recipient-refused' }, retryable: false },
    ],
  });
  expect((await acceptedAs('d-partial')).map(({ to }) => to)).toEqual([['claire@morel.example']]);
});

test('a server that is not there fails and may be repeated', async () => {
  const port = await unusedPort();

  const result = await connect({ port }).send(anEmail('d-nobody', 'claire@morel.example'));

  expect(result).toMatchObject({ fate: 'failed', problem: { code: 'email.unreachable' }, retryable: true });
});

test('a server that accepts and says nothing fails in time', async () => {
  const mute = createServer(() => {});
  const port = await new Promise<number>((resolve) => {
    mute.listen(0, '127.0.0.1', () => {
      const address = mute.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

  const result = await connect({ port, connectTimeout: 300 }).send(
    anEmail('d-mute-2', 'claire@morel.example'),
  );
  mute.close();

  expect(result).toMatchObject({ fate: 'failed', problem: { code: 'email.timeout' }, retryable: true });
});

test('a wrong password fails for good', async () => {
  const guarded = await startSmtp({ auth: { user: 'palier', pass: 'right' } });
  const message = anEmail('d-auth', 'claire@morel.example');
  const settings = { port: guarded.port, user: 'palier' };

  const wrong = await connect({ ...settings, pass: 'wrong' }).send(message);
  const right = await connect({ ...settings, pass: 'right' }).send(message);
  await guarded.stop();

  expect(wrong).toMatchObject({
    fate: 'failed',
    problem: { code: 'email.authentication' },
    retryable: false,
  });
  expect(right.fate).toBe('sent');
});

test('500 messages through a pool arrive once each', async () => {
  const channel = connect({ poolSize: 5 });
  const ids = Array.from({ length: 500 }, (_, index) => `d-many-${index}`);

  const results = await Promise.all(ids.map((id) => channel.send(anEmail(id, 'claire@morel.example'))));

  expect(new Set(results.map(({ fate }) => fate))).toEqual(new Set(['sent']));
  const arrived = (await smtp.accepted())
    .map(({ messageId }) => messageId)
    .filter((id) => id?.startsWith('<d-many-'));
  expect(arrived.toSorted()).toEqual(ids.map((id) => messageIdOf(id, 'compta@rivoire.example')).toSorted());
});

test('line breaks in names and subjects make no header', async () => {
  const message = anEmail('d-inject', 'claire@morel.example', {
    subject: 'Facture\r\nBcc: spy@evil.example\r\n\r\nbody',
    to: [{ name: 'Claire\r\nX-Evil: 1', address: 'claire@morel.example' }],
    headers: { 'X-Note': 'a\r\nX-Evil: 2' },
  });

  await connect().send(message);

  const [accepted] = await acceptedAs('d-inject');
  const mail = await simpleParser(accepted?.raw ?? '');
  expect(accepted?.to).toEqual(['claire@morel.example']);
  expect(mail.headers.has('x-evil')).toBe(false);
  expect(mail.bcc).toBeUndefined();
});

test('an international domain is written to in its ASCII form', async () => {
  const result = await connect().send(anEmail('d-idn', 'claire@société.example'));

  expect(result.fate).toBe('sent');
  expect((await acceptedAs('d-idn'))[0]?.raw).toContain('xn--socit-esab.example');
});

async function unusedPort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
