import type { Language } from '../../engine/flow/index.ts';
import type { Formats } from '../../engine/message/index.ts';
import type { Pulse } from '../../store/index.ts';
import type { House } from '../house/house.ts';
import type { When } from './when.ts';

/** One request: whose house it is, in which language, at what moment. Every view is a function of it. */
export interface Visit {
  readonly house: House;
  readonly language: Language;
  readonly formats: Formats;
  readonly when: When;
  /** Logical time, epoch milliseconds. */
  readonly now: number;
  readonly url: URL;
  readonly pulse: Pulse;
  readonly openTasks: number;
}

/** What Hono hands from the first handler to the views. */
export interface PageEnv {
  readonly Variables: { readonly visit: Visit };
}

/** A text in both languages of the screens. */
export type Both<T> = Readonly<Record<Language, T>>;
