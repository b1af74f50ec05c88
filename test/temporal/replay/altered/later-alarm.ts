import { Alarm as Truly } from '../../../../workers/temporal/workflow/alarm.ts';

/** As a change would have it after which every run sleeps a second longer. */
export class Alarm extends Truly {
  override arm(until: number | null, summary: string): void {
    super.arm(until === null ? null : until + 1_000, summary);
  }
}
