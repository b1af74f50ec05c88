import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import type { Plan } from '../../schemas/index.ts';
import { payloadConverterPath } from './bundle.ts';
import { createEncryption } from './encryption.ts';
import { createPlanCodec } from './plan-codec.ts';
import type { EncryptionKeys } from './settings.ts';
import { TemporalError } from './temporal-error.ts';

export interface ConverterOptions {
  readonly planOf: (release: string) => Promise<Plan>;
  readonly encryption: EncryptionKeys | null;
}

/** How payloads travel: references to plans are filled in after decryption, and never encrypted with their plan. */
export function createDataConverter({ planOf, encryption }: ConverterOptions): DataConverter {
  const codecs: PayloadCodec[] = [createPlanCodec(planOf)];
  if (encryption !== null) codecs.push(lenient(createEncryption(encryption)));
  return { payloadConverterPath, payloadCodecs: codecs };
}

/**
 * Leaves what cannot be decrypted as it is: whoever reads it decides. A signal that nobody can read must
 * not stop its run for good; where nothing can go on without, it is tried again (`readable`).
 */
function lenient(codec: PayloadCodec): PayloadCodec {
  const decodeOne = async (payload: Payload): Promise<Payload> => {
    try {
      const [decoded] = await codec.decode([payload]);
      return decoded ?? payload;
    } catch (error) {
      if (error instanceof TemporalError) return payload;
      throw error;
    }
  };
  return {
    encode: (payloads) => codec.encode(payloads),
    decode: (payloads) => Promise.all(payloads.map(decodeOne)),
  };
}
