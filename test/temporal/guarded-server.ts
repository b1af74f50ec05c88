/** Doors before a Temporal server: one that encrypts, and one with a guard. */
import { once } from 'node:events';
import {
  type ClientHttp2Session,
  connect as connectHttp2,
  createSecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import { type AddressInfo, connect, type Server } from 'node:net';
import { createServer } from 'node:tls';
import type { Authority } from './certificates.ts';

export interface Door {
  readonly port: number;
  close(): Promise<void>;
}

export interface TlsDoorOptions {
  readonly authority: Authority;
  /** The name that its certificate bears. */
  readonly name: string;
  /** The port of the server behind it. */
  readonly to: number;
  /** True where callers must show a certificate of the authority. */
  readonly asksWho: boolean;
}

/** Decrypts, and passes everything on to a server that does not. */
export function openTlsDoor({ authority, name, to, asksWho }: TlsDoorOptions): Promise<Door> {
  const { certificate, key } = authority.issue(name);
  const options = { cert: certificate, key, ca: authority.certificate, requestCert: asksWho };
  const server = createServer(
    { ...options, rejectUnauthorized: asksWho, ALPNProtocols: ['h2'] },
    (caller) => {
      const inner = connect(to, '127.0.0.1');
      caller.pipe(inner).pipe(caller);
      for (const [one, other] of [
        [caller, inner],
        [inner, caller],
      ] as const) {
        one.on('error', () => other.destroy());
        one.on('close', () => other.destroy());
      }
    },
  );
  server.on('tlsClientError', () => {});
  return opened(server);
}

export interface GuardOptions extends Pick<TlsDoorOptions, 'authority' | 'name' | 'to'> {
  /** Calls whose path matches are answered with this status of gRPC; the others are passed on. */
  readonly refuses: RegExp;
  readonly status: number;
}

/** A guard that refuses some calls, and remembers what keys it was shown. */
export async function openGuardedDoor(
  options: GuardOptions,
): Promise<Door & { readonly shown: readonly string[] }> {
  const { authority, name, to, refuses, status } = options;
  const { certificate, key } = authority.issue(name);
  const shown: string[] = [];
  const server = createSecureServer({ cert: certificate, key });
  const inner = connectHttp2(`http://127.0.0.1:${to}`);
  server.on('stream', (stream, headers) => {
    shown.push(String(headers.authorization));
    stream.on('error', () => {});
    if (!refuses.test(String(headers[':path']))) return passOn(stream, headers, inner);
    const answer = { 'grpc-status': String(status), 'grpc-message': 'Request unauthorized.' };
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...answer }, { endStream: true });
  });
  server.on('sessionError', () => {});
  const door = await opened(server);
  return {
    ...{ port: door.port, shown },
    close: async () => {
      inner.destroy();
      await door.close();
    },
  };
}

function passOn(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, inner: ClientHttp2Session): void {
  const { ':scheme': _scheme, ':authority': _authority, ...others } = headers;
  const call = inner.request(others);
  let trailers: IncomingHttpHeaders = {};
  call.on('error', () => stream.close());
  call.on('trailers', (given) => {
    trailers = given;
  });
  call.on('response', ({ ...head }) => {
    const isWhole = head['grpc-status'] !== undefined;
    stream.respond(head, isWhole ? { endStream: true } : { waitForTrailers: true });
  });
  stream.on('wantTrailers', () => stream.sendTrailers({ ...trailers }));
  stream.pipe(call).pipe(stream);
}

async function opened(server: Server): Promise<Door> {
  const sockets = new Set<{ destroy(): unknown }>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
