import { expect, it } from 'vitest';
import { formatDay, zoneOf } from '../../engine/calendar/index.ts';
import { digestOf } from '../../engine/flow/index.ts';
import type { Release, Script, TraceLine } from '../../schemas/index.ts';
import { openMemoryStore, type Store } from '../../store/index.ts';
import { wallClock } from '../../workers/clock.ts';
import { queueNames, searchAttributes } from '../../workers/temporal/contract.ts';
import { createServedClock, createTemporal } from '../../workers/temporal/index.ts';
import { exampleRelease, exampleScripts } from '../conformance/examples.ts';
import { simulate } from '../conformance/simulated.ts';
import { setStage } from '../conformance/stage.ts';
import { placeOf } from '../conformance/temporal.ts';
import { startLocal } from './servers.ts';

/** What a run did, without the instants: here they are those of the test. */
function deeds(lines: readonly TraceLine[]): readonly string[] {
  return lines.map(({ step, visit, what, detail }) => {
    const { until: _until, ...rest } = detail ?? {};
    return `${step}#${visit} ${what} ${JSON.stringify(rest)}`;
  });
}

/** The day so many days ago, where the script's customer lives. */
function dayAgo(days: number): string {
  const today = zoneOf('Europe/Paris').dayOf(Date.now());
  return formatDay(today - days);
}

function withoutGap(release: Release): Release {
  const { digest: _digest, ...content } = release;
  const policies = { ...content.policies, minimumGap: '0 days', cap: { atMost: 50, per: '7 days' } };
  const made = { ...content, policies };
  return { digest: digestOf(made), ...made };
}

async function linesOf({ db }: Store): Promise<readonly TraceLine[]> {
  return db
    .selectFrom('trace')
    .select(['at', 'step', 'visit', 'what', 'detail'])
    .orderBy('seq')
    .execute() as Promise<readonly TraceLine[]>;
}

it('a late invoice goes through its ladder on the whole server as in the simulator', async () => {
  const found = exampleScripts().find(({ name }) => name === 'import-tardif');
  if (found === undefined) throw new Error('the example has a late import');
  const script: Script = {
    ...found.script,
    invoices: found.script.invoices.map((invoice) => ({
      ...invoice,
      issuedOn: dayAgo(70),
      dueOn: dayAgo(40),
    })),
  };
  const release = withoutGap(exampleRelease(found.flow));
  const expected = deeds(simulate(script, release).runs[0]?.lines ?? []);
  const upToFirstWait = expected.slice(0, expected.findIndex((deed) => deed.includes(' waits ')) + 1);
  const env = await startLocal({ searchAttributes });
  const store = await openMemoryStore();
  const clock = createServedClock(wallClock);
  const { carrier, faults, happenings, heads, journalPath, end } = await setStage({
    ...{ store, script, release, engine: 'temporal', clockOf: () => clock },
  });
  const driver = createTemporal({
    ...{ carrier, clock, journalPath, heads, only: null, alone: true, rates: {}, relays: true },
    ...{ place: placeOf(env), queues: queueNames },
  });

  for (const { act } of happenings) await act();
  await driver.start();

  try {
    await expect.poll(async () => deeds(await linesOf(store)), { timeout: 60_000 }).toEqual(upToFirstWait);
    expect(faults).toEqual([]);
  } finally {
    await driver.stop();
    await end();
    await store.close();
    await env.teardown();
  }
});
