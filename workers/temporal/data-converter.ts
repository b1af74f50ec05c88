import type { DataConverter, PayloadCodec } from '@temporalio/common';
import type { Plan } from '../../schemas/index.ts';
import { payloadConverterPath } from './bundle.ts';
import { createEncryption } from './encryption.ts';
import { createPlanCodec } from './plan-codec.ts';
import type { EncryptionKeys } from './settings.ts';

export interface ConverterOptions {
  readonly planOf: (release: string) => Promise<Plan>;
  readonly encryption: EncryptionKeys | null;
}

/** How payloads travel: references to plans are filled in after decryption, and never encrypted with their plan. */
export function createDataConverter({ planOf, encryption }: ConverterOptions): DataConverter {
  const codecs: PayloadCodec[] = [createPlanCodec(planOf)];
  if (encryption !== null) codecs.push(createEncryption(encryption));
  return { payloadConverterPath, payloadCodecs: codecs };
}
