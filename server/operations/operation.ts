import type { z } from 'zod';
import type { OpenHouse } from '../house/open-house.ts';
import { Refusal } from './refusal.ts';

/** Who asks, and in which language sentences are answered. */
export interface Caller {
  readonly actor: string;
  readonly language: 'fr' | 'en';
  /** Aborted where the caller wants no answer any more; its reason is a Refusal. */
  readonly signal?: AbortSignal;
  /** Hears how far a long operation has come, where the caller listens. */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * How far a long operation has come: `waiting` for another one, `reading` a file, `taking` its rows; `of` is
 * 0 where nobody knows how much there is.
 */
export interface Progress {
  readonly stage: 'waiting' | 'reading' | 'taking';
  readonly done: number;
  readonly of: number;
  readonly refused: number;
}

/**
 * One thing that people or programs can ask of a house. Input and output are plain JSON; expected
 * faults are thrown as a Refusal.
 */
export interface Operation<Schema extends z.ZodType, Output> {
  readonly name: string;
  readonly input: Schema;
  /** True where it makes sense on a store that does not exist yet. */
  readonly begins?: boolean;
  run(house: OpenHouse, input: z.output<Schema>, caller: Caller): Promise<Output>;
}

/** An operation that takes whatever comes: it is parsed first. */
export interface AnyOperation {
  readonly name: string;
  readonly begins?: boolean;
  readonly input: z.ZodType;
  handle(house: OpenHouse, input: unknown, caller: Caller): Promise<unknown>;
}

/** Declares an operation; `handle` is its `run` behind the parsing of its input. */
export function operation<Schema extends z.ZodType, Output>(
  declared: Operation<Schema, Output>,
): Operation<Schema, Output> & AnyOperation {
  return {
    ...declared,
    handle(house, input, caller) {
      const parsed = declared.input.safeParse(input);
      if (parsed.success) return declared.run(house, parsed.data, caller);
      const [issue] = parsed.error.issues;
      const place = issue?.path.join('.') ?? '';
      throw new Refusal('not-acceptable', {
        fr: `« ${place} » ne convient pas : ${issue?.message}`,
        en: `"${place}" does not fit: ${issue?.message}`,
      });
    },
  };
}
