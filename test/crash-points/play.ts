/**
 * Plays a script on the embedded driver in two lives: the first one ends at a boundary, the next one
 * finishes the script on what the first one left. What became uncertain is resolved at once, by what the
 * provider really has.
 */
import type { Release, Script, TraceLine } from '../../schemas/index.ts';
import type { Store } from '../../store/index.ts';
import { type Carrier, resolveDelivery } from '../../workers/carry/index.ts';
import { createRecording, type OutgoingEmail } from '../../workers/channels/index.ts';
import type { Clock } from '../../workers/clock.ts';
import { createEmbedded } from '../../workers/embedded/index.ts';
import { type Journal, openJournal } from '../../workers/journal/index.ts';
import { scriptedClock } from '../conformance/embedded.ts';
import { type Stage, setStage } from '../conformance/stage.ts';
import { readUncertain } from '../integration/crash/readings.ts';
import { Boundaries, never } from './boundaries.ts';
import { dyingStore } from './dying-store.ts';

export interface Told {
  readonly traces: ReadonlyMap<string, readonly TraceLine[]>;
  /** What the provider has accepted, in order. */
  readonly accepted: readonly OutgoingEmail[];
  /** The boundaries that the first life passed. */
  readonly boundaries: readonly string[];
  readonly uncertain: number;
  readonly faults: readonly string[];
}

export interface Playing {
  readonly store: Store;
  readonly script: Script;
  readonly release: Release;
  /** Number of the boundary at which the first life ends; null for a life that is not disturbed. */
  readonly deadly: number | null;
}

const actor = 'test';

export async function play({ store, script, release, deadly }: Playing): Promise<Told> {
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>();
  const stage = await setStage({
    ...{ store, script, release, engine: 'embedded' },
    clockOf: (happenings, until) => scriptedClock(happenings, until, finish),
  });
  const provider = createRecording<OutgoingEmail>('email');
  const first = await liveOn(stage, provider, new Boundaries(deadly));
  await Promise.race([finished, first.boundaries.died]);
  let last = first;
  if (first.boundaries.isDead) {
    // Nothing of it comes to an end.
    void first.driver.stop();
    last = await liveOn(stage, provider, new Boundaries(null));
    await finished;
  }
  await last.driver.stop();
  await last.close();
  const { traces, faults } = await stage.end();
  return {
    ...{ traces, faults },
    accepted: provider.messages,
    boundaries: first.boundaries.passed,
    uncertain: last.resolved(),
  };
}

async function liveOn(
  stage: Stage,
  provider: ReturnType<typeof createRecording<OutgoingEmail>>,
  boundaries: Boundaries,
) {
  const journal = await openJournal(stage.journalPath);
  const carrier: Carrier = {
    ...stage.carrier,
    store: dyingStore(stage.carrier.store, boundaries),
    journal: dyingJournal(journal, boundaries),
    email: {
      ...provider,
      async send(message) {
        await boundaries.pass('before the provider');
        const result = await provider.send(message);
        await boundaries.pass('after the provider');
        return result;
      },
    },
  };
  let resolved = 0;
  const clock: Clock = {
    now: stage.carrier.clock.now,
    async sleepUntil(instant, wakened) {
      if (boundaries.isDead) await never;
      const count = await resolveUncertain({ ...stage.carrier, journal }, provider.messages);
      resolved += count;
      if (count === 0) await stage.carrier.clock.sleepUntil(instant, wakened);
    },
  };
  const { heads, journalPath } = stage;
  const driver = createEmbedded({
    carrier: { ...carrier, clock },
    journalPath,
    heads,
    only: null,
    alone: true,
  });
  await driver.start();
  return { boundaries, driver, resolved: () => resolved, close: () => journal.close() };
}

function dyingJournal(journal: Journal, boundaries: Boundaries): Journal {
  return {
    ...journal,
    async append(line) {
      await boundaries.pass('before an fsync');
      await journal.append(line);
      await boundaries.pass('after an fsync');
    },
  };
}

/** As a person does who looks into the provider's account. */
async function resolveUncertain(carrier: Carrier, accepted: readonly OutgoingEmail[]): Promise<number> {
  const has = new Set(accepted.map(({ messageId }) => messageId));
  const uncertain = await readUncertain(carrier.store);
  for (const { id, message_id: messageId } of uncertain) {
    const fate = has.has(messageId ?? '') ? 'sent' : 'not-sent';
    await resolveDelivery(
      carrier,
      { delivery: id, messageId, from: 'uncertain', fate },
      { at: carrier.clock.now(), actor },
    );
  }
  return uncertain.length;
}
