/** A throw-away PostgreSQL. */
export interface Postgres {
  readonly url: string;
  /** Ends the server as a power cut would. */
  crash(): Promise<unknown>;
  /** Starts it again on its data. */
  recover(): Promise<unknown>;
  /** Of a server that has crashed: keeps its data as they are, and puts those back in place of later ones. */
  remember(): Promise<unknown>;
  goBack(): Promise<unknown>;
  /** Ends it, and removes its data. */
  stop(): Promise<void>;
}

/**
 * Starts a cluster; null where PostgreSQL 15 or newer is not installed, or where it would have to run as
 * root and no other user is at hand.
 *
 * @param options `password` is the path of a file that holds the superuser's; everybody is asked for one then.
 *   With `keepsCommits` what was committed survives `crash`; without it the last moment is lost.
 */
export function startPostgres(options?: {
  readonly port?: number;
  readonly password?: string;
  readonly keepsCommits?: boolean;
}): Promise<Postgres | null>;
