import proto from '@temporalio/proto';
import { createEncryption } from './encryption.ts';
import type { EncryptionKeys } from './settings.ts';

const { Payloads } = proto.temporal.api.common.v1;

/** Payloads as the protocol of Temporal's remote codecs writes them: bytes in base64. */
export interface JsonPayloads {
  readonly payloads: readonly {
    readonly metadata?: Readonly<Record<string, string>> | undefined;
    readonly data?: string | undefined;
  }[];
}

/**
 * Decrypts what Temporal's pages hold, for a person who looks at it there.
 *
 * @throws TemporalError `temporal-key-missing` or `temporal-payload-damaged`.
 */
export async function decodeJsonPayloads(keys: EncryptionKeys, body: JsonPayloads): Promise<unknown> {
  const { payloads } = Payloads.fromObject({ ...body });
  const decoded = await createEncryption(keys).decode(payloads);
  return Payloads.toObject(Payloads.create({ payloads: decoded }), { bytes: String });
}
