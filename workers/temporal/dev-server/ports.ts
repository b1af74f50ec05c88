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
 * A port of the loopback address on which nobody listens.
 *
 * @throws Error of the system, where none was found.
 */
export async function freePort(attempt = 1): Promise<number> {
  const port = randomInt(lowest, lowest + count);
  try {
    await listenOnce(port);
    return port;
  } catch (error) {
    if (attempt === attempts) throw error;
    return freePort(attempt + 1);
  }
}

/** @throws DevServerError `port-taken` where somebody listens on the port. */
export async function demandFree(port: number): Promise<number> {
  try {
    await listenOnce(port);
    return port;
  } catch (error) {
    throw new DevServerError(
      'port-taken',
      `port ${port} of 127.0.0.1 is taken; choose another one, or end what listens there`,
      { port },
      error,
    );
  }
}

function listenOnce(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => server.close(() => resolve()));
  });
}
