/**
 * How values become payloads, in the workflow sandbox and outside. Beside JSON it knows references to
 * plans, and it never throws over a payload that it cannot read: that would stop the run for good.
 */
import {
  DefaultPayloadConverter,
  METADATA_ENCODING_KEY,
  type Payload,
  type PayloadConverter,
} from '@temporalio/common';
import { isPlanReference, type PlanReference, referenceTo } from './plan-reference.ts';
import { sharedPlan } from './workflow/shared-plans.ts';

/** A reference as histories hold it, and with the plan put in by the codec. */
export const referenceEncoding = 'palier/release';
export const wholeEncoding = 'palier/plan';
export const releaseKey = 'release';

/** What stands for a payload that cannot be read. */
export interface Unreadable {
  readonly unreadable: string;
}

const plain = new DefaultPayloadConverter();
const utf8 = new TextEncoder();
const decoder = new TextDecoder();

export const payloadConverter: PayloadConverter = {
  toPayload(value) {
    if (!isPlanReference(value)) return plain.toPayload(value);
    return {
      metadata: { [METADATA_ENCODING_KEY]: utf8.encode(referenceEncoding) },
      data: utf8.encode(value.referenceTo),
    };
  },
  fromPayload<T>(payload: Payload): T {
    return read(payload) as T;
  },
};

function read(payload: Payload): unknown {
  const encoding = text(payload.metadata?.[METADATA_ENCODING_KEY]);
  if (encoding === referenceEncoding) return referenceTo(text(payload.data));
  if (encoding === wholeEncoding) {
    const release = text(payload.metadata?.[releaseKey]);
    const plan = sharedPlan(release, () => JSON.parse(text(payload.data)));
    return { referenceTo: release, plan } satisfies PlanReference;
  }
  try {
    return plain.fromPayload(payload);
  } catch (error) {
    const unreadable: Unreadable = { unreadable: error instanceof Error ? error.message : String(error) };
    return unreadable;
  }
}

function text(bytes: Uint8Array | null | undefined): string {
  return bytes == null ? '' : decoder.decode(bytes);
}
