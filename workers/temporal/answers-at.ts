import { connect } from 'node:net';

const defaultPort = 7233;
const patience = 2_000;

/** Null where something listens at `host:port`, else why nothing could be reached: `ECONNREFUSED`. */
export function answersAt(address: string): Promise<string | null> {
  const [, host = '', port = ''] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(address) ?? [];
  return new Promise((resolve) => {
    const socket = connect({ host, port: port === '' ? defaultPort : Number(port), timeout: patience });
    const end = (fault: string | null) => {
      socket.destroy();
      resolve(fault);
    };
    socket.once('connect', () => end(null));
    socket.once('timeout', () => end(`no answer within ${patience / 1_000} s`));
    socket.once('error', (error) => end('code' in error ? String(error.code) : error.message));
  });
}
