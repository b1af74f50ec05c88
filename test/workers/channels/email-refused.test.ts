import { expect, test } from 'vitest';
import { createSmtpChannel } from '../../../workers/channels/index.ts';
import { anEmail } from './an-email.ts';

/** Nobody listens there: what gets so far fails otherwise. */
const nowhere = createSmtpChannel({ host: '127.0.0.1', port: 1, secure: false });

const injected = [
  'claire@morel.example\r\nBcc: spy@evil.example',
  'claire@morel.example, spy@evil.example',
  'claire@morel.example> RCPT TO:<spy@evil.example',
  '"claire"@morel.example',
  'claire morel@example.example',
  'claire@',
  '@morel.example',
  'claire@-morel.example',
];

test.each(injected)('the address %j is refused before any connection', async (address) => {
  const result = await nowhere.send(anEmail('d-address', address));

  expect(result).toMatchObject({ fate: 'failed', problem: { code: 'email.address' }, retryable: false });
});

test('an attachment that cannot be read fails before any connection', async () => {
  const message = anEmail('d-file', 'claire@morel.example', {
    attachments: [{ name: 'a.pdf', path: '/nowhere/a.pdf' }],
  });

  const result = await nowhere.send(message);

  expect(result).toMatchObject({ fate: 'failed', problem: { code: 'email.attachment' }, retryable: false });
});
