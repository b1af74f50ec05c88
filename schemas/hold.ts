/**
 * Why a run stands still. A run moves only when no hold stands, except those its step is allowed to
 * ignore (`despite`).
 *
 * The first six causes mirror facts and are replaced by every answer to *holds*; `delivery` and
 * `problem` belong to the run and are lifted by an order or a receipt.
 */
export type HoldCause =
  | 'dispute'
  | 'promise'
  | 'tag'
  | 'excluded'
  | 'hold'
  | 'pause'
  | 'delivery'
  | 'problem';

export interface Hold {
  readonly cause: HoldCause;
  /** The id of the dispute, promise or delivery; the tag; the code of the problem; `''` where there is none. */
  readonly object: string;
  /** Epoch milliseconds at which the hold is asked again; null where only a fact or an order lifts it. */
  readonly until: number | null;
}
