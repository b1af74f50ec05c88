import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { readCodecOrigin } from '../../server/environment/codec-origin.ts';
import { createCodec } from '../../server/loopback/codec.ts';
import { createEncryption } from '../../workers/temporal/encryption.ts';

const origin = 'http://127.0.0.1:8233';
const keys = { active: 'k1', keys: new Map([['k1', randomBytes(32)]]) };
const codec = createCodec({ keys, origin });

const ask = (body: unknown, headers: Record<string, string> = { origin }) =>
  codec.request('/decode', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-namespace': 'palier', ...headers },
    body: JSON.stringify(body),
  });

/** As Temporal's pages send it. */
async function encrypted(value: unknown, under = keys) {
  const [payload] = await createEncryption(under).encode([defaultPayloadConverter.toPayload(value)]);
  const base64 = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
  const metadata = Object.entries(payload?.metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)]);
  return { metadata: Object.fromEntries(metadata), data: base64(payload?.data) };
}

describe('the codec of Temporal’s pages', () => {
  it('gives back what was encrypted, and what was not as it is', async () => {
    const plain = { metadata: { encoding: 'anNvbi9wbGFpbg==' }, data: 'MQ==' };

    const response = await ask({ payloads: [await encrypted({ step: 'relance-1' }), plain] });

    expect(response.status).toBe(200);
    expect(response.headers.get('access-control-allow-origin')).toBe(origin);
    expect(await response.json()).toEqual({
      payloads: [
        {
          metadata: { encoding: 'anNvbi9wbGFpbg==' },
          data: Buffer.from('{"step":"relance-1"}').toString('base64'),
        },
        plain,
      ],
    });
  });

  it('lets a browser ask before', async () => {
    const headers = { origin, 'access-control-request-method': 'POST' };

    const response = await codec.request('/decode', { method: 'OPTIONS', headers });

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toContain('X-Namespace');
  });

  it.each([[{ origin: 'http://evil.example' }], [{}]])(
    'refuses who comes from elsewhere: %j',
    async (headers) => {
      const response = await ask({ payloads: [await encrypted('secret')] }, headers);

      expect(response.status).toBe(403);
      expect(await response.text()).not.toContain('c2VjcmV0');
    },
  );

  it.each([[null], [{}], [{ payloads: [{ data: 'é' }] }]])('refuses %j', async (body) => {
    expect((await ask(body)).status).toBe(400);
  });

  it('names a key that it lacks', async () => {
    const other = { active: 'k9', keys: new Map([['k9', randomBytes(32)]]) };

    const response = await ask({ payloads: [await encrypted('x', other)] });

    expect(response.status).toBe(500);
    expect(await response.json()).toEqual({ message: expect.stringMatching(/lacks the key "k9"/) });
  });
});

describe('PALIER_CODEC_ORIGIN', () => {
  it('is the origin of the pages', () => {
    expect(readCodecOrigin({ PALIER_CODEC_ORIGIN: `${origin}/` })).toBe(origin);
    expect(readCodecOrigin({})).toBeNull();
  });

  it.each(['127.0.0.1:8233', 'ftp://host', 'http://host/path', '*'])('%s is refused', (text) => {
    expect(() => readCodecOrigin({ PALIER_CODEC_ORIGIN: text })).toThrowError(
      /^PALIER_CODEC_ORIGIN cannot be read: the origin of Temporal’s pages is expected/,
    );
  });
});
