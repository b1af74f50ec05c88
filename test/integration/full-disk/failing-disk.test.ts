/** A disk that fails while Palier works and is read-only from then on: nothing leaves that nobody would know of. */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../store/index.ts';
import { startSmtp } from '../../smtp/start.ts';
import { builtProgram } from '../built-program.ts';
import { answers, end, endAll, spawnPalier, waitFor } from '../crash/palier.ts';
import { fillStore, writeWorkspace } from '../crash/scene.ts';
import { mountFailingDisk } from './small-disk.ts';

const disk = mountFailingDisk(300);
afterAll(() => {
  endAll();
  disk?.unmount();
});

/** Messages in the mail server's hands at once. */
const inHand = 8;

it('can be tried where a disk can be made', () => {
  if (disk === null) console.warn('NOT TESTED, because no disk can be made here: one that fails');
  expect(process.env.CI !== undefined && disk === null).toBe(false);
});

it.skipIf(disk === null)(
  'lets nothing leave; it is named at the next start, and so is what it did to the store',
  async () => {
    const smtp = await startSmtp({ mode: 'delay-50' });
    onTestFinished(() => smtp.stop());
    const data = `${disk?.folder}/data`;
    const store = await openStore({ dataDir: data });
    await fillStore(store, {
      ...{ invoices: 100, customers: 100, at: Date.now(), issuedOn: '2025-01-01', dueOn: () => '2025-02-01' },
    });
    await store.close();
    const workspace = writeWorkspace({ window: 'always', slot: 'none', cap: 'none', minimumGap: '0 days' });
    const place = { workspace, data, smtp: `smtp://127.0.0.1:${smtp.port}`, program: builtProgram };
    const running = spawnPalier(place, 'start');
    await waitFor(running, async () => (await smtp.accepted()).length >= 40);

    disk?.fail();
    const atFailure = (await smtp.accepted()).length;
    await delay(3_000);
    const left = (await smtp.accepted()).length - atFailure;
    if (running.exitCode === null) await end(running, 'SIGKILL');
    const refused = spawnPalier(place, 'start');
    await waitFor(refused, async () => false).catch(() => {});
    disk?.repair();
    const again = spawnPalier(place, 'start');
    await waitFor(again, () => answers(place)).catch(() => {});
    const opened = again.exitCode;
    if (opened === null) await end(again, 'SIGTERM');

    expect(left).toBeLessThanOrEqual(inHand);
    expect(refused.exitCode).toBe(3);
    // What of the store was on the disk may be whole, or not.
    expect([null, 3]).toContain(opened);
  },
);
