import type { Payload, PayloadCodec } from '@temporalio/common';
import type { Plan } from '../../schemas/index.ts';
import { referenceKey, wholeKey } from './payload-converter.ts';

/**
 * Puts the plan into payloads that name its release, as they are read: outside the sandbox, where the
 * store can be asked. Histories keep the digest. A plan that comes from outside is none: whoever may send
 * a signal may not say what a release is.
 *
 * @param planOf Rejects where the release is not to be had: the reference then stays without its plan.
 *   Where a workflow cannot do without, its task fails, and is tried again until it is there.
 */
export function createPlanCodec(planOf: (release: string) => Promise<Plan>): PayloadCodec {
  const utf8 = new TextEncoder();
  const text = new TextDecoder();
  const bytes = new Map<string, Promise<Uint8Array>>();

  function bytesOf(release: string): Promise<Uint8Array> {
    const known = bytes.get(release);
    if (known !== undefined) return known;
    const made = planOf(release).then((plan) => utf8.encode(JSON.stringify(plan)));
    bytes.set(release, made);
    made.catch(() => bytes.delete(release));
    return made;
  }

  async function whole(payload: Payload): Promise<Payload> {
    const { metadata, data } = payload;
    if (metadata?.[wholeKey] != null) {
      const { [wholeKey]: _pretended, ...rest } = metadata;
      return { ...payload, metadata: rest };
    }
    if (metadata?.[referenceKey] == null || data == null) return payload;
    try {
      const release = String(JSON.parse(text.decode(data)));
      return { metadata: { [wholeKey]: utf8.encode(release) }, data: await bytesOf(release) };
    } catch {
      return payload;
    }
  }

  return {
    encode: async (payloads) => payloads,
    decode: (payloads) => Promise.all(payloads.map(whole)),
  };
}
