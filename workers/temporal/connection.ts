/**
 * The two ways to a Temporal server: a client, which starts and tells runs, and a worker's own connection.
 * Both give up after a few seconds and say why; neither says an API key, a certificate or a key.
 */
import { Client, Connection, type ConnectionOptions } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { NativeConnection } from '@temporalio/worker';
import { answersAt } from './answers-at.ts';
import type { TemporalPlace } from './settings.ts';
import { TemporalError } from './temporal-error.ts';
import { statusOf, temporalFault } from './temporal-fault.ts';

/** Milliseconds within which a server must answer. */
const patience = 5_000;

export interface ClientOptions {
  readonly dataConverter?: DataConverter;
}

/**
 * A client of the namespace, connected. Its owner closes `client.connection`.
 *
 * @throws TemporalError `temporal-unreachable`, or `temporal-refused` where the server wants another caller.
 */
export async function connectClient(place: TemporalPlace, options: ClientOptions = {}): Promise<Client> {
  const connection = await reached(place, async () => {
    const trying = Connection.lazy({ ...connectionOptions(place), connectTimeout: patience });
    try {
      await trying.ensureConnected();
      return trying;
    } catch (error) {
      await trying.close();
      throw error;
    }
  });
  return new Client({ connection, namespace: place.namespace, ...options });
}

/**
 * A connection for workers. Its owner closes it once every worker on it has stopped.
 *
 * @throws TemporalError as {@link connectClient}.
 */
export async function connectWorker(place: TemporalPlace): Promise<NativeConnection> {
  return reached(place, () => withinPatience(NativeConnection.connect(connectionOptions(place))));
}

type SharedOptions = Pick<ConnectionOptions, 'address' | 'tls'> & { readonly apiKey?: string };

function connectionOptions({ address, apiKey, tls }: TemporalPlace): SharedOptions {
  if (apiKey !== null && tls === null) {
    throw new TemporalError('temporal-refused', 'an API key is only sent over an encrypted connection', {
      address,
    });
  }
  return {
    ...{ address, tls: tls === null ? false : tlsOptions(tls) },
    ...(apiKey === null ? {} : { apiKey }),
  };
}

function tlsOptions({ serverCa, client, serverName }: NonNullable<TemporalPlace['tls']>) {
  return {
    ...(serverCa === null ? {} : { serverRootCACertificate: serverCa }),
    ...(client === null ? {} : { clientCertPair: { crt: client.certificate, key: client.key } }),
    ...(serverName === null ? {} : { serverNameOverride: serverName }),
  };
}

/** Connects, or says in one family why not. */
async function reached<T>({ address }: TemporalPlace, connect: () => Promise<T>): Promise<T> {
  try {
    return await connect();
  } catch (error) {
    if (error instanceof TemporalError || statusOf(error) !== null) throw temporalFault(error, { address });
    const why = await whyNot(address, error);
    const message = `no Temporal server could be reached at ${address}: ${why}`;
    throw new TemporalError('temporal-unreachable', message, { address, why }, error);
  }
}

/** The client only says that its time is over: whether anybody listens there tells a wrong address from TLS. */
async function whyNot(address: string, error: unknown): Promise<string> {
  const fault = await answersAt(address);
  if (fault !== null) return fault;
  const said = error instanceof Error ? error.message : String(error);
  return `the port is open, but no connection came about (${said}); do both sides agree on TLS?`;
}

/** The native side knows no time limit of its own; a connection that comes too late is given back. */
async function withinPatience(connecting: Promise<NativeConnection>): Promise<NativeConnection> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  const first = await Promise.race([connecting, late]).finally(() => clearTimeout(timer));
  if (first !== null) return first;
  connecting.then((connection) => connection.close()).catch(() => {});
  throw new Error(`no answer within ${patience / 1_000} s`);
}
