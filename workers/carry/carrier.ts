import type { Workspace } from '../../schemas/index.ts';
import type { EngineName, Store } from '../../store/index.ts';
import type { Channel, OutgoingEmail } from '../channels/index.ts';
import type { Clock } from '../clock.ts';
import type { Journal } from '../journal/index.ts';
import type { Telemetry } from '../telemetry/index.ts';
import type { Releases } from './releases.ts';
import type { SameServer } from './same-server.ts';
import type { Surroundings } from './surroundings.ts';

/** What every part of carrying needs: handed in, never looked up. */
export interface Carrier {
  readonly store: Store;
  /** Who drives the runs that are begun here. */
  readonly engine: EngineName;
  readonly clock: Clock;
  readonly releases: Releases;
  readonly surroundings: Surroundings;
  readonly workspace: Workspace;
  /** Folder that a relative `documents` starts from. */
  readonly folder: string;
  /** Null where no mail server is configured: emails are captured. */
  readonly email: Channel<OutgoingEmail> | null;
  readonly journal: Journal;
  readonly sameServer: SameServer;
  readonly telemetry: Telemetry;
  /** Tells a fault of ours. The message may quote what failed: it is shown in the house and never logged. */
  readonly report: (fault: {
    readonly code: string;
    readonly message: string;
    readonly run?: string;
    readonly error?: unknown;
  }) => void;
}
