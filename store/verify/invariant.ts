/**
 * One thing that is always so in a sound store: a single query for what breaks it, so that it is asked
 * of one moment even while others write. Names are ids: only added, listed in the documents.
 */
import type { RawBuilder } from 'kysely';

export interface Invariant<Name extends string = string> {
  readonly name: Name;
  /** Rows with one column `id`: what an offender is called in the documents. */
  readonly broken: RawBuilder<{ readonly id: string }>;
}
