/**
 * A remote codec for Temporal's pages: the browser of a person who looks at an encrypted run asks this
 * process to decrypt it. Only the pages of the configured origin may, and they only read.
 */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { z } from 'zod';
import type { EncryptionKeys } from '../../workers/temporal/settings.ts';
import { problemOf } from './problems.ts';

const Body = z.object({
  payloads: z.array(
    z.object({ metadata: z.record(z.string(), z.base64()).optional(), data: z.base64().optional() }),
  ),
});

const largestBody = 20_000_000;

export interface CodecOptions {
  readonly keys: EncryptionKeys;
  /** Of Temporal's pages: `http://127.0.0.1:8233`. */
  readonly origin: string;
}

/** To be mounted where Temporal's pages are told that their codec is. */
export function createCodec({ keys, origin }: CodecOptions): Hono {
  const app = new Hono();
  app.use(cors({ origin, allowMethods: ['POST'], allowHeaders: ['Content-Type', 'X-Namespace'] }));
  app.post('/decode', bodyLimit({ maxSize: largestBody }), async (c) => {
    if (c.req.header('origin') !== origin) return c.json({ message: 'another origin is configured' }, 403);
    const body = Body.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return c.json({ message: 'payloads are expected, their bytes in base64' }, 400);
    const { decodeJsonPayloads } = await import('../../workers/temporal/remote-codec.ts');
    try {
      return c.json(await decodeJsonPayloads(keys, body.data));
    } catch (error) {
      return c.json({ message: problemOf(error, 'en').detail }, 500);
    }
  });
  return app;
}
