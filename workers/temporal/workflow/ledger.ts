import type { Problem, TraceLine } from '../../../schemas/index.ts';

/** What of the trace the store has, and what it has yet to get. */
export class Ledger {
  /** Why the store did not take the last turn; null where it did. */
  fault: Problem | null = null;
  /** Number of the first line that is not stored. */
  private seq: number;
  private lines: readonly TraceLine[];

  constructor(seq: number, lines: readonly TraceLine[]) {
    this.seq = seq;
    this.lines = lines;
  }

  get open(): { readonly seq: number; readonly lines: readonly TraceLine[] } {
    return { seq: this.seq, lines: this.lines };
  }

  /** Lines that ride on a request, or wait for a store that failed. */
  keep(lines: readonly TraceLine[]): void {
    this.lines = [...this.lines, ...lines];
  }

  /** All that was open is stored, and so many new lines with it. */
  stored(more: number): void {
    this.seq += this.lines.length + more;
    this.lines = [];
  }

  /** A request that lines rode on has come back: they are stored, if a later turn did not store them before. */
  storedUpTo(seq: number): void {
    if (seq <= this.seq) return;
    this.lines = this.lines.slice(seq - this.seq);
    this.seq = seq;
  }
}
