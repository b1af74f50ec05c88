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
import type { Unreadable } from './unreadable.ts';
import { sharedPlan } from './workflow/shared-plans.ts';

/**
 * Marks a reference, in a payload that is plain JSON otherwise: Temporal's pages show the digest. With the
 * plan put in by the codec it is marked as whole, and names its release.
 */
export const referenceKey = 'palier-reference';
export const wholeKey = 'palier-plan';

/** Marks what is encrypted; it comes here only where no key was found for it. */
export const encryptedEncoding = 'binary/encrypted';

const plain = new DefaultPayloadConverter();
const utf8 = new TextEncoder();
const decoder = new TextDecoder();
const json = { [METADATA_ENCODING_KEY]: utf8.encode('json/plain') };

export const payloadConverter: PayloadConverter = {
  toPayload(value) {
    if (!isPlanReference(value)) return plain.toPayload(value);
    return {
      metadata: { ...json, [referenceKey]: utf8.encode('release') },
      data: utf8.encode(JSON.stringify(value.referenceTo)),
    };
  },
  fromPayload<T>(payload: Payload): T {
    return read(payload) as T;
  },
};

function read(payload: Payload): unknown {
  const whole = payload.metadata?.[wholeKey];
  if (whole != null) {
    const release = text(whole);
    const plan = sharedPlan(release, () => JSON.parse(text(payload.data)));
    return { referenceTo: release, plan } satisfies PlanReference;
  }
  try {
    const value = plain.fromPayload<unknown>(payload);
    return payload.metadata?.[referenceKey] == null ? value : referenceTo(String(value));
  } catch (error) {
    const isEncrypted = text(payload.metadata?.[METADATA_ENCODING_KEY]) === encryptedEncoding;
    const why = error instanceof Error ? error.message : String(error);
    // What failed to be parsed would be quoted.
    const unreadable = isEncrypted ? why : 'no value of ours';
    return { unreadable, isEncrypted } satisfies Unreadable;
  }
}

function text(bytes: Uint8Array | null | undefined): string {
  return bytes == null ? '' : decoder.decode(bytes);
}
