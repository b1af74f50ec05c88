import { createServer } from 'node:net';
import { DevServerError } from './errors.ts';

/**
 * Gives the port that was asked for when nobody listens on it, or any free one.
 *
 * @throws DevServerError `port-taken`.
 */
export async function portFor(asked: number | undefined): Promise<number> {
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
