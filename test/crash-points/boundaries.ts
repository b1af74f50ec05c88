/**
 * The places at which a process can end with something done and something not: each commit, each fsync
 * of the journal, each call of a provider, before and after. One life of a process passes them in order,
 * and at the one that a test names it ends: from then on nothing that it waits for comes back.
 */
export class Boundaries {
  /** Names of those passed so far. */
  readonly passed: string[] = [];
  readonly died: Promise<void>;
  private readonly deadly: number | null;
  private readonly die: () => void;
  private dead = false;
  private open = 0;

  /** @param deadly The number of the boundary at which the life ends; null for one that is not disturbed. */
  constructor(deadly: number | null) {
    this.deadly = deadly;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.died = promise;
    this.die = resolve;
  }

  get isDead(): boolean {
    return this.dead;
  }

  /** True where the life ends here, or has ended before. */
  endsAt(name: string): boolean {
    if (this.dead) return true;
    const number = this.passed.push(name) - 1;
    if (number !== this.deadly) return false;
    this.dead = true;
    this.bury();
    return true;
  }

  /** A transaction: the database has taken it back before anybody else comes. */
  async during<T>(transaction: () => Promise<T>): Promise<T> {
    this.open += 1;
    try {
      return await transaction();
    } finally {
      this.open -= 1;
      this.bury();
    }
  }

  private bury(): void {
    if (this.dead && this.open === 0) this.die();
  }

  /** Comes back only where the life goes on. */
  async pass(name: string): Promise<void> {
    if (this.endsAt(name)) await never;
  }
}

/** What a dead process waits for. */
export const never = new Promise<never>(() => {});

export class Death extends Error {}
