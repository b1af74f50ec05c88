import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { Refusal } from '../operations/refusal.ts';

const usualPort = 4870;

export interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

export interface ListenOptions {
  /**
   * The address to listen on. Another than this machine's own is for a container, whose port its host
   * publishes to itself: requests must name this machine all the same.
   */
  readonly host: string;
  /** Null: the usual one or, where that is taken, a free one. */
  readonly port: number | null;
}

/** @throws Refusal where the port that was asked for is taken, or the address is none of this machine. */
export async function listen(app: Hono, { host, port: asked }: ListenOptions): Promise<Listening> {
  try {
    return await listenOn(app, host, asked ?? usualPort);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw notOurs(host);
    if (code === 'EADDRINUSE' && asked === null) return listenOn(app, host, 0);
    if (code !== 'EADDRINUSE') throw error;
    throw new Refusal('conflict', {
      fr: `le port ${asked} est déjà pris ; donnez-en un autre avec --port`,
      en: `port ${asked} is taken; name another one with --port`,
    });
  }
}

function notOurs(host: string): Refusal {
  return new Refusal('not-acceptable', {
    fr: `« ${host} » n’est pas une adresse de cette machine ; --host attend par exemple 127.0.0.1, ou 0.0.0.0 dans un conteneur`,
    en: `"${host}" is no address of this machine; --host takes for example 127.0.0.1, or 0.0.0.0 in a container`,
  });
}

function listenOn(app: Hono, hostname: string, port: number): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname, port }, (info) => {
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
