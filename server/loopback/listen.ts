import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { Refusal } from '../operations/refusal.ts';

const usualPort = 4870;

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Listens on this machine only. Without a port asked for, the usual one or, where that is taken, a
 * free one.
 *
 * @throws Refusal where the port that was asked for is taken.
 */
export async function listen(app: Hono, asked: number | null): Promise<Listening> {
  try {
    return await listenOn(app, asked ?? usualPort);
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (taken && asked === null) return listenOn(app, 0);
    if (!taken) throw error;
    throw new Refusal('conflict', {
      fr: `le port ${asked} est déjà pris ; donnez-en un autre avec --port`,
      en: `port ${asked} is taken; name another one with --port`,
    });
  }
}

function listenOn(app: Hono, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port }, (info) => {
      resolve({ port: info.port, close });
    });
    server.once('error', reject);

    function close(): Promise<void> {
      if ('closeAllConnections' in server) server.closeAllConnections();
      return new Promise((done) => {
        server.close(() => done());
      });
    }
  });
}
