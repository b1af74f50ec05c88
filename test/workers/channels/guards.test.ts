import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  applyRedirect,
  composeEml,
  createCapture,
  createRecording,
  deliveryOf,
  findInvoiceDocument,
  messageIdOf,
  type OutgoingEmail,
} from '../../../workers/channels/index.ts';
import { anEmail } from './an-email.ts';

const box = (address: string) => ({ name: null, address });

test('a workspace can send everything to one address', () => {
  const recipients = { to: [box('a@morel.example')], cc: [box('b@morel.example')] };

  const redirected = applyRedirect(recipients, { redirectAllTo: 'test@rivoire.example' });

  expect(redirected).toEqual({
    to: [box('test@rivoire.example')],
    cc: [],
    instead: ['a@morel.example', 'b@morel.example'],
    withheld: [],
  });
});

test('a workspace can allow some domains only, and a subdomain is another one', () => {
  const to = [box('a@Morel.example'), box('b@x.morel.example'), box('c@société.example')];

  const redirected = applyRedirect(
    { to, cc: [] },
    { allowDomains: ['morel.example', 'xn--socit-esab.example'] },
  );

  expect(redirected).toEqual({ to: [to[0], to[2]], cc: [], instead: [], withheld: ['b@x.morel.example'] });
});

test('without guards everybody is written to', () => {
  const recipients = { to: [box('a@morel.example')], cc: [] };

  expect(applyRedirect(recipients, {})).toEqual({ ...recipients, instead: [], withheld: [] });
});

test('a Message-ID names its delivery and nothing else', () => {
  const id = messageIdOf('0198-ab', 'compta@Rivoire.example');

  expect(id).toBe('<0198-ab.palier@rivoire.example>');
  expect(deliveryOf(id)).toBe('0198-ab');
  expect(deliveryOf('<x@gmail.example>')).toBeNull();
});

test('the same message gives the same bytes', async () => {
  const message = anEmail('d-1', 'claire@morel.example', {
    attachments: [{ name: 'a.pdf', content: new Uint8Array([1]) }],
  });

  const first = await composeEml(message);
  const second = await composeEml(message);

  expect(first.equals(second)).toBe(true);
  expect((await simpleParser(first)).attachments).toHaveLength(1);
});

test('capturing keeps the message and is not called sent', async () => {
  const kept: OutgoingEmail[] = [];
  const channel = createCapture<OutgoingEmail>('email', async (message) => void kept.push(message));

  const result = await channel.send(anEmail('d-1', 'claire@morel.example'));

  expect(result).toEqual({ fate: 'captured' });
  expect(kept.map(({ delivery }) => delivery)).toEqual(['d-1']);
});

test('the recording channel remembers and answers as told', async () => {
  const channel = createRecording<OutgoingEmail>('email', (message, count) =>
    count === 1
      ? { fate: 'uncertain', problem: { code: 'email.no-answer', message: 'none' } }
      : { fate: 'sent', providerId: message.delivery, refused: [] },
  );

  const fates = [
    (await channel.send(anEmail('d-1', 'a@morel.example'))).fate,
    (await channel.send(anEmail('d-2', 'a@morel.example'))).fate,
  ];

  expect(fates).toEqual(['uncertain', 'sent']);
  expect(channel.messages.map(({ delivery }) => delivery)).toEqual(['d-1', 'd-2']);
});

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'palier-documents-'));
  await mkdir(join(root, 'invoices'));
  await writeFile(join(root, 'invoices', 'F-118.pdf'), '%PDF');
  await writeFile(join(root, 'invoices', 'F-26-7.pdf'), '%PDF');
  await writeFile(join(root, 'secret.pdf'), 'secret');
  await symlink(join(root, 'secret.pdf'), join(root, 'invoices', 'link.pdf'));
});
afterAll(() => rm(root, { recursive: true }));

test('the document of an invoice lies in the folder under its number', async () => {
  const plain = await findInvoiceDocument('F-118', { root });
  const withSlash = await findInvoiceDocument('F/26/7', { root });

  expect(plain).toEqual({
    found: true,
    attachment: { name: 'F-118.pdf', path: join(root, 'invoices', 'F-118.pdf') },
  });
  expect(withSlash.found).toBe(true);
});

test.each(['F-404', '../secret', '../../etc/passwd', '..', '', 'link', 'a\0b', 'F-118.pdf/../x'])(
  'the number %j leads to no document outside the folder',
  async (number) => {
    expect(await findInvoiceDocument(number, { root })).toMatchObject({
      found: false,
      problem: { code: 'document.missing' },
    });
  },
);

test('a document behind a URL template is fetched, its number encoded', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/pdf/F%2F1%3Fx') response.end('%PDF');
    else response.writeHead(404).end();
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const source = { root, documents: `http://127.0.0.1:${port}/pdf/{number}` };

  const found = await findInvoiceDocument('F/1?x', source);
  const lost = await findInvoiceDocument('F-2', source);
  server.close();
  server.closeAllConnections();

  expect(found).toEqual({
    found: true,
    attachment: { name: 'F-1-x.pdf', content: new TextEncoder().encode('%PDF') },
  });
  expect(lost.found).toBe(false);
  expect(asked).toEqual(['/pdf/F%2F1%3Fx', '/pdf/F-2']);
});
