import type { Carrier } from './carrier.ts';
import { enterStretch } from './enter.ts';

/** A driver's search for invoices that no run takes care of: stretch by stretch, beside its other work. */
export interface Entrance {
  /** All invoices are to be looked at, again where that is under way: something may have come. */
  search(): void;
  /** Carries on by one stretch; false where nothing is left to be searched. */
  advance(): Promise<boolean>;
}

export interface EntranceOptions {
  /** Digests of the releases in force, in the workspace's order, asked at each stretch. */
  readonly heads: () => Promise<readonly string[]>;
  /** Numbers of the invoices of a trial; null takes all. */
  readonly only: ReadonlySet<string> | null;
  /** Real milliseconds after which a search begins by itself. */
  readonly every: number;
}

export function createEntrance(carrier: Carrier, { heads, only, every }: EntranceOptions): Entrance {
  let after: number | null = 0;
  let isAsked = false;
  let begun = Date.now();
  return {
    search() {
      isAsked = true;
    },
    async advance() {
      if (after === null && (isAsked || Date.now() - begun > every)) after = 0;
      if (after === null) return false;
      if (after === 0) {
        isAsked = false;
        begun = Date.now();
      }
      const { next } = await enterStretch(carrier, { heads: await heads(), only, after });
      after = next;
      return true;
    },
  };
}
