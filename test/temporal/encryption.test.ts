import { randomBytes } from 'node:crypto';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEncryption } from '../../workers/temporal/encryption.ts';

const old = { id: '2026-01', key: randomBytes(32) };
const young = { id: '2026-11', key: randomBytes(32) };
const before = createEncryption({ active: old.id, keys: new Map([[old.id, old.key]]) });
const after = createEncryption({
  active: young.id,
  keys: new Map([
    [young.id, young.key],
    [old.id, old.key],
  ]),
});

const payloadOf = (value: unknown): Payload => defaultPayloadConverter.toPayload(value);
const text = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('utf8');

/** A payload with one byte of its data changed. */
function changed(payload: Payload | undefined, at: number): Payload {
  const data = Buffer.from(payload?.data ?? []);
  const index = at < 0 ? data.length + at : at;
  data[index] = (data[index] ?? 0) ^ 1;
  return { ...payload, data };
}

describe('encrypted payloads', () => {
  it('any payload comes back as it was', async () => {
    const names = fc.string({ maxLength: 20 }).filter((name) => name !== '__proto__');
    const metadata = fc.dictionary(names, fc.uint8Array({ maxLength: 40 }), { noNullPrototype: true });
    const payloads = fc.array(fc.record({ metadata, data: fc.uint8Array({ maxLength: 400 }) }));

    await fc.assert(
      fc.asyncProperty(payloads, async (some) => {
        const back = await before.decode(await before.encode(some));

        expect(back.map(plain)).toEqual(some.map(plain));
      }),
    );
  });

  it('any value of ours comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (value) => {
        const [back] = await before.decode(await before.encode([payloadOf(value)]));

        expect(defaultPayloadConverter.fromPayload(back ?? {})).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('a payload of several megabytes comes back as it was', async () => {
    const data = randomBytes(8_000_000);

    const [sealed] = await before.encode([{ metadata: {}, data }]);
    const [back] = await before.decode([sealed ?? {}]);

    expect(sealed?.data?.length).toBeLessThan(data.length + 100);
    expect(Buffer.compare(Buffer.from(back?.data ?? []), data)).toBe(0);
  });

  it('nothing but the encoding and the id of the key can be read', async () => {
    const [sealed] = await before.encode([payloadOf({ name: 'Nadia Ferrand' })]);

    expect(Object.fromEntries(Object.entries(sealed?.metadata ?? {}).map(([k, v]) => [k, text(v)]))).toEqual({
      encoding: 'binary/encrypted',
      'encryption-key-id': old.id,
    });
    expect(text(sealed?.data)).not.toMatch(/Nadia|json\/plain/);
  });

  it('the same payload never looks the same twice', async () => {
    const [one, other] = await before.encode([payloadOf('a'), payloadOf('a')]);

    expect(Buffer.compare(Buffer.from(one?.data ?? []), Buffer.from(other?.data ?? []))).not.toBe(0);
  });
});

describe('a new active key', () => {
  it('reads what was written under the old one, and writes under its own', async () => {
    const written = await before.encode([payloadOf('before')]);

    const [back] = await after.decode(written);
    const [fresh] = await after.encode([payloadOf('after')]);

    expect(defaultPayloadConverter.fromPayload(back ?? {})).toBe('before');
    expect(text(fresh?.metadata?.['encryption-key-id'])).toBe(young.id);
  });

  it('a key that is not among the settings is named', async () => {
    const written = await after.encode([payloadOf('after')]);

    await expect(before.decode(written)).rejects.toMatchObject({
      code: 'temporal-key-missing',
      ids: { key: young.id },
      message: 'there is no encryption key "2026-11" among the settings',
    });
  });

  it('what was never encrypted passes through', async () => {
    const plainPayload = payloadOf({ run: '12-1' });

    expect(await after.decode([plainPayload])).toEqual([plainPayload]);
  });
});

describe('a payload that was changed on its way', () => {
  it.each([
    ['in its nonce', 0],
    ['in its content', 12],
    ['in its tag', -1],
  ])('%s is refused', async (_where, at) => {
    const [sealed] = await before.encode([payloadOf('content')]);

    await expect(before.decode([changed(sealed, at)])).rejects.toMatchObject({
      code: 'temporal-payload-damaged',
      ids: { key: old.id },
    });
  });

  it('is refused where it is passed off as written under another key', async () => {
    const twins = createEncryption({
      active: 'one',
      keys: new Map([
        ['one', old.key],
        ['other', old.key],
      ]),
    });
    const [sealed] = await twins.encode([payloadOf('content')]);
    const claim = { ...sealed?.metadata, 'encryption-key-id': Buffer.from('other') };

    await expect(twins.decode([{ ...sealed, metadata: claim }])).rejects.toMatchObject({
      code: 'temporal-payload-damaged',
    });
  });

  it.each([0, 11, 12, 27])('is refused where only %d bytes of it are left', async (length) => {
    const [sealed] = await before.encode([payloadOf('content')]);

    const cut = { ...sealed, data: (sealed?.data ?? new Uint8Array()).subarray(0, length) };

    await expect(before.decode([cut])).rejects.toMatchObject({ code: 'temporal-payload-damaged' });
  });
});

/** Metadata and data as plain arrays, whatever kind of bytes they are. */
function plain({ metadata, data }: Payload): unknown {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name, [...(value ?? [])]] as const);
  return { metadata: Object.fromEntries(entries), data: [...(data ?? [])] };
}
