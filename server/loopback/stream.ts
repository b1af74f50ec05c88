/**
 * A long operation's answer as lines of JSON: `{ progress }` while it is under way, at the end
 * `{ value }` or `{ problem }`. It is cancelled by its call's id, or when nobody reads any more.
 */

import type { Caller, Progress } from '../operations/operation.ts';
import { Refusal } from '../operations/refusal.ts';
import { type ProblemDetails, problemOf } from './problems.ts';

export const streamType = 'application/x-ndjson';

export type StreamedLine =
  | { readonly progress: Progress }
  | { readonly value: unknown }
  | { readonly problem: ProblemDetails };

export interface Calls {
  /** Does the work and streams what comes of it. */
  stream(
    id: string,
    language: Caller['language'],
    work: (watch: Required<Pick<Caller, 'signal' | 'onProgress'>>) => Promise<unknown>,
  ): ReadableStream<Uint8Array>;
  /** Answers false where no such call is under way. */
  cancel(id: string): boolean;
}

export function cancelled(): Refusal {
  return new Refusal('conflict', {
    fr: 'annulé : rien n’a été pris',
    en: 'cancelled: nothing was taken',
  });
}

/** Told at most so often: what nobody can read would only fill the connection. */
const between = 50;

export function createCalls(): Calls {
  const under = new Map<string, AbortController>();
  return {
    cancel(id) {
      under.get(id)?.abort(cancelled());
      return under.has(id);
    },
    stream(id, language, work) {
      const controller = new AbortController();
      under.set(id, controller);
      return new ReadableStream<Uint8Array>({
        async start(out) {
          const write = (line: StreamedLine) => {
            if (!controller.signal.aborted || !('progress' in line)) enqueue(out, line);
          };
          const last = await work({ signal: controller.signal, onProgress: throttled(write) }).then(
            (value): StreamedLine => ({ value: value ?? null }),
            (error: unknown): StreamedLine => ({ problem: problemOf(error, language) }),
          );
          under.delete(id);
          write(last);
          close(out);
        },
        cancel() {
          controller.abort(cancelled());
        },
      });
    },
  };
}

function throttled(write: (line: StreamedLine) => void): (progress: Progress) => void {
  let last = 0;
  let stage = '';
  return (progress) => {
    const now = performance.now();
    if (now - last < between && progress.stage === stage) return;
    last = now;
    stage = progress.stage;
    write({ progress });
  };
}

/** The reader may have gone meanwhile: then there is nobody to tell. */
function enqueue(out: ReadableStreamDefaultController<Uint8Array>, line: StreamedLine): void {
  try {
    out.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
  } catch {
    // Closed by the reader.
  }
}

function close(out: ReadableStreamDefaultController<Uint8Array>): void {
  try {
    out.close();
  } catch {
    // Closed by the reader.
  }
}
