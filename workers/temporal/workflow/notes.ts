import type { Event } from '../../../schemas/index.ts';
import type { RunNote } from '../contract.ts';
import { flowActivities } from './activities.ts';
import { readEvent } from './read-event.ts';

/** Kept for the screens. */
const most = 10;

type Note = Omit<RunNote, 'run'>;

/**
 * What somebody should know about a run that goes on: neither lost nor tried again for ever. The store is
 * told of one at a time, of many at once of the newest.
 */
export class Notes {
  readonly kept: string[] = [];
  /** True while the store is being told. */
  busy = false;
  private readonly run: string;
  private readonly hear: (event: Event) => void;
  private waiting: Note | null = null;

  /** @param hear Takes what the store had told in a signal that could not be read. */
  constructor(run: string, hear: (event: Event) => void) {
    this.run = run;
    this.hear = hear;
  }

  add(message: string, { code = 'malformed-signal', missed = false }: Partial<Note> = {}): void {
    this.kept.push(message);
    if (this.kept.length > most) this.kept.shift();
    this.waiting = { code, message, missed: missed || this.waiting?.missed === true };
    if (!this.busy) this.tell().catch(() => {});
  }

  private async tell(): Promise<void> {
    this.busy = true;
    try {
      for (let note = this.waiting; note !== null; note = this.waiting) {
        this.waiting = null;
        const events = await flowActivities.noteProblem({ run: this.run, ...note });
        for (const raw of events ?? []) {
          const event = readEvent(raw, Date.now());
          if (event !== null) this.hear(event);
        }
      }
    } finally {
      this.busy = false;
    }
  }
}
