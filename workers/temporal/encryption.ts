/**
 * Encrypts what Palier hands to Temporal: AES-256-GCM, a fresh random nonce of 96 bits for each payload.
 * An encrypted payload says `encoding: binary/encrypted` and the id of its key; both are authenticated
 * with the content, so that nobody can pass it off as written under another key. Its data are nonce,
 * content, tag. The content is the whole payload as Temporal writes it, its own metadata included.
 *
 * What is not encrypted passes through when it is read: encryption may be switched on with runs under way.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { encryptedEncoding } from './payload-converter.ts';
import type { EncryptionKeys } from './settings.ts';
import { TemporalError } from './temporal-error.ts';

const WirePayload = proto.temporal.api.common.v1.Payload;

const cipher = 'aes-256-gcm';
const encoding = encryptedEncoding;
const keyName = 'encryption-key-id';
const nonceBytes = 12;
const tagBytes = 16;

export function createEncryption({ active, keys }: EncryptionKeys): PayloadCodec {
  const writing = keyOf(keys, active);
  return {
    encode: async (payloads) => payloads.map((payload) => encrypt(payload, active, writing)),
    decode: async (payloads) =>
      payloads.map((payload) => {
        if (textOf(payload, 'encoding') !== encoding) return payload;
        const id = textOf(payload, keyName);
        return decrypt(payload, id, keyOf(keys, id));
      }),
  };
}

function keyOf(keys: EncryptionKeys['keys'], id: string): Uint8Array {
  const key = keys.get(id);
  if (key !== undefined) return key;
  throw new TemporalError('temporal-key-missing', `there is no encryption key "${id}" among the settings`, {
    key: id,
  });
}

function encrypt(payload: Payload, id: string, key: Uint8Array): Payload {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  sealing.setAAD(authenticated(id));
  const sealed = sealing.update(WirePayload.encode(payload).finish());
  const data = Buffer.concat([nonce, sealed, sealing.final(), sealing.getAuthTag()]);
  return { metadata: { encoding: bytes(encoding), [keyName]: bytes(id) }, data };
}

function decrypt(payload: Payload, id: string, key: Uint8Array): Payload {
  try {
    const data = payload.data ?? new Uint8Array();
    const opening = createDecipheriv(cipher, key, data.subarray(0, nonceBytes), { authTagLength: tagBytes });
    opening.setAAD(authenticated(id));
    opening.setAuthTag(data.subarray(data.length - tagBytes));
    const opened = opening.update(data.subarray(nonceBytes, data.length - tagBytes));
    return WirePayload.decode(Buffer.concat([opened, opening.final()]));
  } catch (cause) {
    const message = `a payload under encryption key "${id}" cannot be decrypted: it was changed, or the key is another one of that id`;
    throw new TemporalError('temporal-payload-damaged', message, { key: id }, cause);
  }
}

/** Bound to the content without being hidden. */
function authenticated(id: string): Uint8Array {
  return bytes(`${encoding}\n${id}`);
}

function textOf({ metadata }: Payload, name: string): string {
  return Buffer.from(metadata?.[name] ?? []).toString('utf8');
}

function bytes(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
