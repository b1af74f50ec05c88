import type { Event } from '../../../schemas/index.ts';

/**
 * What a run has to hear, and the bell that wakes it. A promise of its own in place of `condition`: the
 * SDK goes into the sandbox once more for each condition that comes true, which a replay pays for at
 * every wait.
 */
export class Inbox {
  private events: Event[] = [];
  private answer: (() => void) | null = null;

  get length(): number {
    return this.events.length;
  }

  push(event: Event): void {
    this.events.push(event);
    this.ring();
  }

  includes(event: Event): boolean {
    return this.events.includes(event);
  }

  /** Takes the oldest out, so many at most. */
  take(most: number): readonly Event[] {
    return this.events.splice(0, most);
  }

  /** Wakes whoever waits for news, also where there is nothing to hear. */
  ring(): void {
    this.answer?.();
    this.answer = null;
  }

  /** Resolves at the next ring. */
  news(): Promise<void> {
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }
}
