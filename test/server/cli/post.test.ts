import { once } from 'node:events';
import { createServer } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, it, onTestFinished } from 'vitest';
import { post } from '../../../server/cli/call/post.ts';

const token = 't'.repeat(64);

/** A process that answers every question with a status. */
function answering(status: 200 | 401 | 403): Promise<number> {
  const app = new Hono().post('/operations/:name', (c) => c.json({}, status));
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => resolve(port));
    onTestFinished(() => void server.close());
  });
}

const ask = (port: number) => post({ pid: process.pid, port, token }, 'runs', { input: {} });

it.each([200, 403] as const)('an answer of %i is the running process’s', async (status) => {
  expect((await ask(await answering(status)))?.status).toBe(status);
});

it('whoever does not know the token is another than the one who wrote the address', async () => {
  expect(await ask(await answering(401))).toBeNull();
});

it('nobody listens at a port that is closed', async () => {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  listener.close();
  await once(listener, 'close');

  expect(await ask(typeof address === 'object' && address !== null ? address.port : 0)).toBeNull();
});
