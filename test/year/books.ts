/**
 * What is so, kept beside the store and without its code: whether an invoice may be chased at this moment
 * is answered from here.
 */
export interface Promised {
  /** With the amount that must have come by then, from this promise on. */
  readonly parts: readonly { readonly on: string; readonly byThen: number }[];
  received: number;
}

export class Book {
  readonly id: string;
  readonly amount: number;
  open: number;
  readonly disputes = new Set<string>();
  readonly payments: number[] = [];
  isTagged = false;
  isPaused = false;
  isWithdrawn = false;
  promise: Promised | null = null;
  /** Days of delay that promises have had so far. */
  promisedDays = 0;

  constructor(id: string, amount: number) {
    this.id = id;
    this.amount = amount;
    this.open = amount;
  }

  receive(amount: number): void {
    this.open -= amount;
    if (this.promise !== null) this.promise.received += amount;
  }

  /** Why nobody may be chased for it on a day; empty where nothing speaks against it. */
  against(today: string, floor: number): readonly string[] {
    const reasons = {
      withdrawn: this.isWithdrawn,
      paid: this.open <= 0,
      'below the floor': this.open > 0 && this.open < floor,
      disputed: this.disputes.size > 0,
      tagged: this.isTagged,
      paused: this.isPaused,
      promised: this.isPromised(today),
    };
    return Object.entries(reasons).flatMap(([reason, is]) => (is ? [reason] : []));
  }

  /** A date is still to come, and none before it was missed. */
  private isPromised(today: string): boolean {
    if (this.promise === null) return false;
    const { parts, received } = this.promise;
    const isBroken = parts.some(({ on, byThen }) => on < today && received < byThen);
    return !isBroken && parts.some(({ on, byThen }) => on >= today && received < byThen);
  }
}
