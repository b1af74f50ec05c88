/**
 * Histories as plain JSON and back, without loss: names of enumerations, numbers beyond 2^53 as text, and
 * payloads by their content where that is JSON, so that a person can see what a file holds.
 */
import { METADATA_ENCODING_KEY, type Payload } from '@temporalio/common';
import proto from '@temporalio/proto';
import type { RecordedEvent } from './recorded-run.ts';

export type History = proto.temporal.api.history.v1.IHistory;

const { History } = proto.temporal.api.history.v1;
const utf8 = new TextEncoder();
const decoder = new TextDecoder();

/** A payload whose content is JSON; `as` holds the rest of its metadata. */
interface Readable {
  readonly json: unknown;
  readonly as?: Readonly<Record<string, string>>;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array)
  );
}

export function isReadable(value: unknown): value is Readable {
  return isRecord(value) && 'json' in value;
}

export function readableEvents(history: History): readonly RecordedEvent[] {
  const plain: unknown = History.toObject(History.fromObject(history), { longs: String, enums: String });
  const readable = transform(plain, (value) => (isPayload(value) ? readablePayload(value) : value));
  return (readable as { readonly events: readonly RecordedEvent[] }).events;
}

export function historyOf(events: readonly RecordedEvent[]): History {
  return History.fromObject({
    events: transform(events, (value) => (isReadable(value) ? wired(value) : value)),
  });
}

/** Applies `change` to every object, the inner ones of what it leaves as it is included. */
function transform(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => transform(inner, change));
  if (!isRecord(value)) return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
  const changed = change(value);
  if (changed !== value) return changed;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, transform(inner, change)]));
}

function isPayload(value: unknown): value is Payload {
  return (
    isRecord(value) &&
    isRecord(value.metadata) &&
    (value.data === undefined || value.data instanceof Uint8Array)
  );
}

function readablePayload({ metadata, data }: Payload): unknown {
  const { [METADATA_ENCODING_KEY]: encoding, ...rest } = metadata ?? {};
  const json =
    decoder.decode(encoding) === 'json/plain' ? parsed(decoder.decode(data ?? undefined)) : undefined;
  if (json === undefined) {
    const texts = Object.entries(metadata ?? {}).map(([key, value]) => [key, base64(value)]);
    return { metadata: Object.fromEntries(texts), data: base64(data ?? new Uint8Array()) };
  }
  const as = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, decoder.decode(value)]));
  return Object.keys(as).length === 0 ? { json } : { json, as };
}

/** Undefined where writing it again would not give the same text. */
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function wired({ json, as = {} }: Readable): unknown {
  const metadata = { [METADATA_ENCODING_KEY]: 'json/plain', ...as };
  return {
    metadata: Object.fromEntries(Object.entries(metadata).map(([key, text]) => [key, utf8.encode(text)])),
    data: utf8.encode(JSON.stringify(json)),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
