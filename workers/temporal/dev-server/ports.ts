import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { DevServerError } from './errors.ts';

/**
 * Ports below those that systems give to outgoing connections, from 32768 on Linux and 49152 elsewhere: such
 * a connection would hold the port while a server that is started again wants it back.
 */
const lowest = 20_000;
const count = 12_000;
const attempts = 50;

/**
 * Gives the port that was asked for when nobody listens on it, or any free one.
 *
 * @throws DevServerError `port-taken`.
 */
export async function portFor(asked: number | undefined): Promise<number> {
  for (let attempt = 1; asked === undefined && attempt < attempts; attempt += 1) {
    const found = await listenOnce(randomInt(lowest, lowest + count)).catch(() => null);
    if (found !== null) return found;
  }
  try {
    return await listenOnce(asked ?? 0);
  } catch (error) {
    throw new DevServerError(
      'port-taken',
      `port ${asked} of 127.0.0.1 is taken; choose another one, or end what listens there`,
      { port: asked ?? 0 },
      error,
    );
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  });
}
