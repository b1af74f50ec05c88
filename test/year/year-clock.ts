import type { Clock } from '../../workers/clock.ts';

/** Something that comes at its time: a deed, a machine that is switched off, a clock that is set back. */
export type Moment =
  | { readonly at: number; readonly act: () => Promise<void>; readonly amid?: number | null }
  | { readonly at: number; readonly offUntil: number }
  | { readonly at: number; readonly back: number };

/** Stands still while there is work, and leaps to whatever comes next: a moment of the year, or a wake. */
export class YearClock implements Clock {
  /** Asked before every leap. */
  onRest: () => Promise<void> = async () => {};
  private time: number;
  private readonly ends: number;
  private moments: Moment[] = [];
  private offUntil: number | null = null;
  /** Deeds to be done between transactions of the driver, with how many to let pass. */
  private amid: { left: number; readonly act: () => Promise<void> }[] = [];
  private stop: (isOver: boolean) => void = () => {};

  constructor(begins: number, ends: number) {
    this.time = begins;
    this.ends = ends;
  }

  readonly now = (): number => this.time;

  plan(moments: readonly Moment[]): void {
    this.moments = [...moments];
  }

  /** Resolves when the machine is switched off; true where the year is over. */
  stops(): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    this.stop = resolve;
    return promise;
  }

  /** Lets the time pass for which the machine is off. What others do then, they do without it. */
  async passOff(): Promise<void> {
    const { offUntil } = this;
    if (offUntil === null) return;
    this.offUntil = null;
    for (
      let moment = this.moments[0];
      moment !== undefined && moment.at <= offUntil;
      moment = this.moments[0]
    ) {
      this.moments.shift();
      this.time = Math.max(this.time, moment.at);
      if ('act' in moment) await moment.act();
    }
    this.time = Math.max(this.time, offUntil);
  }

  /** Does what somebody else does between two transactions of the driver. */
  async betweenTransactions(): Promise<void> {
    const due = this.amid.filter((deed) => deed.left === 0);
    this.amid = this.amid.filter((deed) => deed.left > 0);
    for (const deed of this.amid) deed.left -= 1;
    for (const { act } of due) await act();
  }

  /** What comes before the next wake is left for the work that begins there. */
  private takeAmid(wake: number): void {
    for (let [moment] = this.moments; moment !== undefined && moment.at <= wake; [moment] = this.moments) {
      if (!('act' in moment) || moment.amid == null) return;
      this.moments.shift();
      this.amid.push({ left: moment.amid, act: moment.act });
    }
  }

  readonly sleepUntil = async (instant: number | null, wakened: AbortSignal): Promise<void> => {
    await this.onRest();
    const wake = instant ?? Number.POSITIVE_INFINITY;
    this.takeAmid(wake);
    const [moment] = this.moments;
    if (moment !== undefined && moment.at <= wake) {
      this.moments.shift();
      this.time = Math.max(this.time, moment.at);
      if ('act' in moment) return moment.act();
      if ('back' in moment) {
        this.time -= moment.back;
        return;
      }
      this.offUntil = moment.offUntil;
      this.stop(false);
    } else if (wake <= this.ends) {
      this.time = Math.max(this.time, wake);
      return;
    } else this.stop(true);
    await new Promise((done) => wakened.addEventListener('abort', done));
  };
}
