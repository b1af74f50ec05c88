/**
 * A start: the store is opened, the example loaded where it belongs, what was never published is
 * published, runs are made for open invoices. The driver is made and not yet started.
 */
import { join } from 'node:path';
import { forgetTrial, listRuns, readLogicalTime, type Store } from '../../store/index.ts';
import { enterInvoices } from '../../workers/carry/index.ts';
import { type Clock, wallClock } from '../../workers/clock.ts';
import { Refusal, type Words } from '../operations/refusal.ts';
import type { Settings } from '../settings.ts';
import type { LoadedWorkspace } from '../workspace/index.ts';
import type { Fault } from './faults.ts';
import { guardEngine } from './guard-engine.ts';
import { loadExample } from './load-example.ts';
import { type OpenHouse, openHouse, type Running } from './open-house.ts';
import { openStoreAt } from './open-store-at.ts';
import { openTemporal } from './open-temporal.ts';
import { differs, type FlowStanding, publishMissing, standingOf } from './publish.ts';
import { createStoredTrialClock } from './trial-clock.ts';

export interface StartOptions {
  readonly loaded: LoadedWorkspace;
  readonly settings: Settings;
  readonly dataFolder: string;
  /** True where an empty store gets the example company. */
  readonly example: boolean;
  /** True for the workspace that Palier is shipped with. */
  readonly isExample: boolean;
  /** Null: the wall clock, or the clock of the trial that the store lives in, at its own pace. */
  readonly trial: { readonly speed: number; readonly until: number | null } | null;
  readonly running: Running;
  readonly onFault: (fault: Fault) => void;
  /** Where lines of the log go. */
  readonly write: (line: string) => void;
  /** For programs that are started: where they are found. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Told what takes long. */
  readonly say: (words: Words) => void;
}

export interface Started {
  readonly house: OpenHouse;
  readonly loadedExample: boolean;
  /** Flows published at this start. */
  readonly published: readonly string[];
  /** Flows whose files differ from what is in force. */
  readonly differing: readonly FlowStanding[];
  /** Flows that cannot be published because of errors. */
  readonly broken: readonly FlowStanding[];
}

/** @throws StoreError `store-locked` where another process holds the folder. */
export async function startHouse(options: StartOptions): Promise<Started> {
  const { loaded, settings, dataFolder, isExample, running, onFault, write } = options;
  const store = await openStoreAt(settings, dataFolder);
  const { clock, isTrial, temporal } = await engineOf(store, options).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const documents = join(dataFolder, 'invoices');
  const house = await openHouse({
    ...{ loaded, settings, dataFolder, store, clock, isTrial, running, onFault, write },
    ...(isExample ? { documents } : {}),
    ...(temporal === null ? {} : { temporal }),
  });
  try {
    const act = { at: clock.now(), actor: 'palier' };
    const { workspace } = house;
    const loadedExample =
      options.example &&
      (await loadExample(store, { workspace, documents, act, telemetry: house.carrier.telemetry }));
    const standings = standingOf(loaded, await house.heads.byFlow());
    const published = await publishMissing(house, standings, act);
    await forgetTrial(store.db);
    if (running.only !== null) await refuseOthers(house, running.only);
    await enterAll(house, running.only);
    return {
      ...{ house, loadedExample, published },
      differing: standings.filter(differs),
      broken: standings.filter(({ problems }) => problems.length > 0),
    };
  } catch (error) {
    await house.close();
    throw error;
  }
}

/** What drives the runs of this store, and by which time. */
async function engineOf(store: Store, options: StartOptions) {
  const { settings, dataFolder, env, say } = options;
  await guardEngine(store, settings.engine);
  const time = await clockOf(store, options.trial);
  if (settings.temporal === null) return { ...time, temporal: null };
  return { ...time, temporal: await openTemporal({ settings: settings.temporal, dataFolder, env, say }) };
}

/** The clock of a store: a trial goes on as one, because its runs have lived through the trial's time. */
async function clockOf(
  store: Store,
  trial: StartOptions['trial'],
): Promise<{ readonly clock: Clock; readonly isTrial: boolean }> {
  const stored = await readLogicalTime(store.db);
  if (trial === null && stored === null) return { clock: wallClock, isTrial: false };
  const options = { start: Date.now(), ...(trial ?? { speed: 1, until: null }) };
  return { clock: await createStoredTrialClock(store, options), isTrial: true };
}

/** A trial on chosen invoices must not go on with others that an earlier start has begun. */
async function refuseOthers({ store }: OpenHouse, only: ReadonlySet<string>): Promise<void> {
  const under = await listRuns(store.db, { status: 'running', limit: 1_000_000 });
  const others = under.filter(({ number }) => !only.has(number));
  const [first] = others;
  if (first === undefined) return;
  throw new Refusal('conflict', {
    fr: `${others.length} autres factures sont déjà suivies ici (${first.number}, …) ; faites l’essai dans un autre dossier : --data`,
    en: `${others.length} other invoices are followed here already (${first.number}, …); make the trial in another folder: --data`,
  });
}

/** Runs for all open invoices, so that it can be said what is about to happen. */
async function enterAll(house: OpenHouse, only: ReadonlySet<string> | null): Promise<void> {
  const heads = await house.heads.inOrder();
  while ((await enterInvoices(house.carrier, heads, only)) > 0);
}
