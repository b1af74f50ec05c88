import { randomBytes } from 'node:crypto';
import { Client } from '@temporalio/client';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { hearSignal, orderUpdate } from '../../../workers/temporal/contract.ts';
import { createEncryption } from '../../../workers/temporal/encryption.ts';
import { until } from './fault-house.ts';
import { happened, ordered, useSignalScene } from './signal-scene.ts';

const scene = useSignalScene({ works: true });

describe('payloads that cannot be read', () => {
  const scrambled: PayloadCodec = {
    encode: async (payloads) =>
      payloads.map((payload): Payload => ({ ...payload, data: Buffer.from('{"a') })),
    decode: async (payloads) => payloads,
  };
  const unknownKey = createEncryption({ active: 'lost', keys: new Map([['lost', randomBytes(32)]]) });

  it.each([
    ['no JSON', scrambled],
    ['encrypted under a key that nobody has', unknownKey],
  ])('%s: kept as a Problem, and the run goes on', async (_name, codec) => {
    const invoice = await scene().reminded();
    const other = new Client({
      connection: scene().env.connection,
      dataConverter: { payloadCodecs: [codec] },
    });

    await scene().handleOf(invoice, other).signal(hearSignal, happened('replied'));
    const order = scene()
      .handleOf(invoice, other)
      .executeUpdate(orderUpdate, { args: [ordered('stop')] });

    await expect(order).rejects.toThrow('Workflow Update failed');
    expect((await until(() => scene().house.problem(invoice.run), Boolean))?.code).toBe('malformed-signal');
    await scene().expectAlive(invoice);
  });

  it('a plan that comes with a signal is no plan', async () => {
    const invoice = await scene().reminded();
    const { release } = await scene().stateOf(invoice);
    const pretending: PayloadCodec = {
      encode: async (payloads) =>
        payloads.map((payload) => ({ ...payload, metadata: { ...payload.metadata, ...pretended(release) } })),
      decode: async (payloads) => payloads,
    };
    const other = new Client({
      connection: scene().env.connection,
      dataConverter: { payloadCodecs: [pretending] },
    });

    await scene().handleOf(invoice, other).signal(hearSignal, { flow: 'evil', steps: {} });

    expect((await until(() => scene().house.problem(invoice.run), Boolean))?.code).toBe('malformed-signal');
    await scene().expectAlive(invoice);
  });

  const pretended = (release: string) => ({
    'palier-plan': Buffer.from(release),
    'palier-reference': Buffer.from('release'),
  });

  it('what the store had told in one of them is heard all the same', async () => {
    const invoice = await scene().reminded();
    const other = new Client({
      connection: scene().env.connection,
      dataConverter: { payloadCodecs: [unknownKey] },
    });
    // Told by a machine that has a newer key than those who work: for the store it has been told.
    const event = ordered('stop') as never;
    const row = {
      run_id: invoice.run,
      event_id: 'stop',
      event: JSON.stringify(event),
      received_at: Date.now(),
    };
    await scene()
      .house.store.db.insertInto('inbox')
      .values({ ...row, consumed_at: Date.now() } as never)
      .execute();

    await scene().handleOf(invoice, other).signal(hearSignal, [event]);

    expect(await scene().finished(invoice)).toBe('stopped');
  });
});
