import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/** The one timer of a run: armed for the instant that the state names, moved when that changes. */
export class Alarm {
  /** True since the armed instant has come, until it is armed again. */
  rang = false;
  private until: number | null = null;
  private scope: CancellationScope | null = null;
  private readonly ring: () => void;

  constructor(ring: () => void) {
    this.ring = ring;
  }

  /** Arms it for `until`, or for nothing. Armed for the same instant it stays as it is: no event. */
  arm(until: number | null, summary: string): void {
    if (until === this.until && !this.rang) return;
    this.scope?.cancel();
    this.scope = null;
    this.until = until;
    this.rang = false;
    if (until === null) return;
    const scope = new CancellationScope();
    this.scope = scope;
    const waiting = scope.run(() => sleep(Math.max(1, until - Date.now()), { summary }));
    waiting.then(
      () => {
        if (this.scope !== scope) return;
        this.rang = true;
        this.ring();
      },
      (error: unknown) => {
        if (!isCancellation(error)) throw error;
      },
    );
  }
}
