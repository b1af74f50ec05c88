import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectClient, connectWorker } from '../../workers/temporal/connection.ts';
import { prepareNamespace } from '../../workers/temporal/prepare-namespace.ts';
import type { TemporalPlace } from '../../workers/temporal/settings.ts';
import { createAuthority } from './certificates.ts';
import { type Door, openGuardedDoor, openTlsDoor } from './guarded-server.ts';
import { startLocal } from './servers.ts';

const name = 'temporal.test';
const authority = createAuthority();
const doors: Door[] = [];
let server: TestWorkflowEnvironment;
let port: number;

beforeAll(async () => {
  server = await startLocal({ namespace: 'first' });
  port = Number(server.address.split(':').at(-1));
});

afterAll(async () => {
  for (const door of doors) await door.close();
  await server.teardown();
});

const opened = async <D extends Door>(door: Promise<D>): Promise<D> => {
  const open = await door;
  doors.push(open);
  return open;
};

const at = (port: number, more: Partial<TemporalPlace> = {}): TemporalPlace => ({
  ...{ address: `127.0.0.1:${port}`, namespace: 'first', tls: null, apiKey: null },
  ...{ encryption: null, deployment: null, taskQueuePrefix: 'palier' },
  ...more,
});

const tls = { serverCa: authority.certificate, client: null, serverName: name };

/** Connects both ways and gives the connections back; the namespaces that the client sees are its answer. */
async function bothWays(place: TemporalPlace): Promise<readonly string[]> {
  const worker = await connectWorker(place);
  await worker.close();
  const { connection } = await connectClient(place);
  try {
    const { namespaces } = await connection.workflowService.listNamespaces({});
    return namespaces.map(({ namespaceInfo }) => namespaceInfo?.name ?? '');
  } finally {
    await connection.close();
  }
}

describe.each([
  ['a client', connectClient],
  ['a worker', connectWorker],
] as const)('%s', (_who, connect) => {
  it('says where nobody answers', async () => {
    await expect(connect(at(1))).rejects.toMatchObject({
      code: 'temporal-unreachable',
      ids: { address: '127.0.0.1:1', why: 'ECONNREFUSED' },
    });
  });

  it('says that the other side may not speak TLS', async () => {
    await expect(connect(at(port, { tls }))).rejects.toMatchObject({
      code: 'temporal-unreachable',
      ids: { why: expect.stringMatching(/do both sides agree on TLS\?$/) },
    });
  });

  it.each([7, 16])('is refused with gRPC status %d, and never says its key', async (status) => {
    const door = await opened(openGuardedDoor({ authority, name, to: port, refuses: /./, status }));

    const fault = await connect(at(door.port, { tls, apiKey: 'the-secret' })).catch(
      (error: unknown) => error,
    );

    expect(door.shown[0]).toBe('Bearer the-secret');
    expect(fault).toMatchObject({ code: 'temporal-refused', ids: { address: `127.0.0.1:${door.port}` } });
    expect(fault instanceof Error && fault.message).not.toContain('the-secret');
  });

  it('sends no key in the clear', async () => {
    await expect(connect(at(port, { apiKey: 'the-secret' }))).rejects.toMatchObject({
      code: 'temporal-refused',
      message: 'an API key is only sent over an encrypted connection',
    });
  });
});

describe('an encrypted connection', () => {
  it('is made where the authority is known', async () => {
    const door = await opened(openTlsDoor({ authority, name, to: port, asksWho: false }));

    expect(await bothWays(at(door.port, { tls }))).toContain('first');
  });

  it('is not made with a server of another authority', async () => {
    const door = await opened(openTlsDoor({ authority, name, to: port, asksWho: false }));
    const other = { ...tls, serverCa: createAuthority().certificate };

    await expect(bothWays(at(door.port, { tls: other }))).rejects.toMatchObject({
      code: 'temporal-unreachable',
    });
  });

  it('shows a certificate where the server asks for one', async () => {
    const door = await opened(openTlsDoor({ authority, name, to: port, asksWho: true }));
    const client = authority.issue('palier.test');

    expect(await bothWays(at(door.port, { tls: { ...tls, client } }))).toContain('first');
    await expect(bothWays(at(door.port, { tls }))).rejects.toMatchObject({ code: 'temporal-unreachable' });
  });
});

describe('a namespace', () => {
  const searchAttributes = { PalierFlow: 'Keyword', PalierCount: 'Int' } as const;

  it('is made with its search attributes, and can be used at once', async () => {
    const { connection } = await connectClient(at(port));

    await prepareNamespace(connection, { namespace: 'second', searchAttributes });
    await prepareNamespace(connection, { namespace: 'second', searchAttributes });

    const query = '`PalierFlow` = "x" and `PalierCount` > 3';
    const { count } = await connection.workflowService.countWorkflowExecutions({
      namespace: 'second',
      query,
    });
    expect(Number(count)).toBe(0);
    await connection.close();
  });

  it('an attribute that is there with another type is named', async () => {
    const { connection } = await connectClient(at(port));
    await prepareNamespace(connection, { namespace: 'third', searchAttributes: { PalierFlow: 'Int' } });

    const preparing = prepareNamespace(connection, { namespace: 'third', searchAttributes });

    await expect(preparing).rejects.toMatchObject({
      code: 'temporal-attributes-missing',
      ids: { namespace: 'third', attributes: 'PalierFlow (Keyword)' },
    });
    await connection.close();
  });
});

describe('a server on which nothing may be registered', () => {
  const searchAttributes = { PalierFlow: 'Keyword', PalierCount: 'Int' } as const;
  const refuses = /OperatorService|RegisterNamespace/;

  async function prepareThere(namespace: string): Promise<void> {
    const door = await opened(openGuardedDoor({ authority, name, to: port, refuses, status: 7 }));
    const { connection } = await connectClient(at(door.port, { tls, apiKey: 'the-secret' }));
    await prepareNamespace(connection, { namespace, searchAttributes }).finally(() => connection.close());
  }

  it('is used where all is there', async () => {
    const { connection } = await connectClient(at(port));
    await prepareNamespace(connection, { namespace: 'ready', searchAttributes });
    await connection.close();

    await expect(prepareThere('ready')).resolves.toBeUndefined();
  });

  it('the search attributes that it lacks are named', async () => {
    await expect(prepareThere('first')).rejects.toMatchObject({
      code: 'temporal-attributes-missing',
      ids: { namespace: 'first', attributes: 'PalierFlow (Keyword), PalierCount (Int)' },
    });
  });

  it('the namespace that it lacks is named', async () => {
    await expect(prepareThere('nowhere')).rejects.toMatchObject({
      code: 'temporal-namespace-missing',
      ids: { namespace: 'nowhere' },
    });
  });
});
