/** Brings the history of a real run from its server, as it is and ready to leave the house. */
import type { Release } from '../../../schemas/index.ts';
import { connectClient } from '../connection.ts';
import type { TemporalPlace } from '../settings.ts';
import { temporalFault } from '../temporal-fault.ts';
import { decrypted, fetchHistory, rawRun, recordedRun, releasesIn } from './record-run.ts';
import type { RecordedRelease, RecordedRun } from './recorded-run.ts';

export interface Gathered {
  /** As Temporal has it, decrypted: to be replayed, and kept nowhere. */
  readonly raw: RecordedRun;
  /** Redacted. */
  readonly recording: RecordedRun;
  readonly releases: readonly RecordedRelease[];
}

/** Much longer than a history takes. */
const patience = 60_000;

/**
 * @param releaseOf Gives null where there is no such release.
 * @returns Null where Temporal has no history of the run, or none any more.
 * @throws TemporalError, also where a payload cannot be decrypted.
 */
export async function gatherRun(
  place: TemporalPlace,
  run: string,
  releaseOf: (digest: string) => Promise<Release | null>,
): Promise<Gathered | null> {
  const client = await connectClient(place);
  try {
    const fetched = await client.withDeadline(Date.now() + patience, () => fetchHistory(client, run));
    if (fetched === null) return null;
    const history = await decrypted(fetched, place.encryption);
    const found = await Promise.all(releasesIn(history).map(releaseOf));
    const releases = found.flatMap((release) => {
      if (release === null) return [];
      const { digest, flow, policies } = release;
      return [{ digest, flow, policies }];
    });
    const parts = { run, history, releases };
    return { raw: rawRun(parts), recording: recordedRun(parts, 'a run'), releases };
  } catch (error) {
    throw temporalFault(error, { address: place.address, namespace: place.namespace });
  } finally {
    await client.connection.close();
  }
}
