import type { Workspace } from '../../schemas/index.ts';
import type { Store } from '../../store/index.ts';
import type { Carrier } from '../../workers/carry/index.ts';
import type { Clock } from '../../workers/clock.ts';
import type { Driver } from '../../workers/driver.ts';
import type { Notice } from './notices.ts';

/**
 * Everything that an operation or the page may use: the open store with the workspace around it. One
 * process holds it; others ask that process over loopback.
 */
export interface House {
  readonly store: Store;
  readonly clock: Clock;
  readonly carrier: Carrier;
  /** Null where the store was opened for one command only: nothing runs meanwhile. */
  readonly driver: Driver | null;
  readonly workspace: Workspace;
  /** Folder of the workspace. */
  readonly folder: string;
  /** Folder of the store, the journal and the address of the running process. */
  readonly dataFolder: string;
  /** What a person should know: captured because no mail server is configured, clock of a trial, … */
  readonly notices: () => Promise<readonly Notice[]>;
}
