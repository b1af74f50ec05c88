import type { Workspace } from '../../schemas/index.ts';
import type { Language } from './wording.ts';

/** What the reader knows beside the file. */
export interface ImportContext {
  /** The legal entity of lines that name none. */
  readonly entity: string;
  /** The currency of amounts that name none, ISO 4217. */
  readonly currency: string;
  /** `YYYY-MM-DD`; dates are believed from 1990 to 20 years after it. */
  readonly today: string;
  /** The entities that a column may name, by id or name. */
  readonly entities: readonly {
    readonly id: string;
    readonly name: string;
    /** Of its amounts that name none, where that is not the context's. */
    readonly currency?: string;
  }[];
  readonly customFields?: Workspace['customFields'];
  /** Of the sentences about refused and skipped lines; English where absent. */
  readonly language?: Language;
}
