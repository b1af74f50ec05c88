/**
 * A backup taken from the running process, and restored after that process has sent on: what was sent in
 * between arrives once, is shown, and waits for a person's word.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store, saveLogicalTime } from '../../../store/index.ts';
import { type SmtpServer, startSmtp } from '../../smtp/start.ts';
import { end, endAll, hasArrived, type Place, startPalier, waitFor } from '../crash/palier.ts';
import { readArrivals, readUncertain } from '../crash/readings.ts';
import { fillStore, remindersEach, writeWorkspace } from '../crash/scene.ts';
import { palier } from '../palier-process.ts';

const begins = Date.parse('2026-02-28T23:00:00Z');
const [atBackup, later, last] = ['2026-03-08', '2026-03-16', '2026-05-31'];
const invoices = 24;

let smtp: SmtpServer;
let place: Place;
let file: string;

async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir: place.data });
  return work(store).finally(() => store.close());
}

async function live(until: string, meanwhile: () => Promise<unknown> = async () => {}): Promise<void> {
  const child = startPalier(place, until);
  await waitFor(child, () => hasArrived(place, until));
  await meanwhile();
  await end(child, 'SIGTERM');
}

const ask = (...words: readonly string[]) =>
  palier([...words, '--workspace', place.workspace, '--data', place.data], { SMTP_URL: place.smtp });

async function run(...words: readonly string[]): Promise<string> {
  const { code, out, err } = await ask(...words);
  if (code !== 0) throw new Error(`palier ${words.join(' ')} ended with ${code}: ${out}${err}`);
  return out;
}

beforeEach(async () => {
  smtp = await startSmtp();
  const folder = mkdtempSync(join(tmpdir(), 'palier-restore-'));
  file = join(folder, 'palier.backup');
  place = {
    workspace: writeWorkspace({ cap: { atMost: 9, per: '7 days' } }),
    data: join(folder, 'data'),
    smtp: `smtp://127.0.0.1:${smtp.port}`,
  };
  await withStore(async (store) => {
    await fillStore(store, {
      ...{ invoices, customers: 8, at: begins, issuedOn: '2026-02-01' },
      dueOn: (index) => `2026-03-0${2 + (index % 3)}`,
    });
    await saveLogicalTime(store.db, begins);
  });
});

afterEach(async () => {
  endAll();
  await smtp.stop();
});

it('sends nothing twice, shows what was sent since the backup, and goes on once a person has said', async () => {
  await live(atBackup, () => run('backup', file));
  const before = (await smtp.accepted()).length;
  await live(later);
  const sent = (await smtp.accepted()).length;
  expect(sent).toBeGreaterThan(before);

  const refused = await ask('restore', file);
  const restored = await ask('restore', file, '--replace', '--json');
  expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('--replace') });
  expect(restored.code).toBe(1);
  expect(JSON.parse(restored.out)).toMatchObject({ placed: sent - before, waiting: 0, nameless: [] });
  await live(later, async () => {
    const listed = JSON.parse(await run('outbox', '--status', 'uncertain', '--json'));
    expect(listed.deliveries).toHaveLength(sent - before);
    expect((await ask('doctor')).out).toContain(`${sent - before} of uncertain fate`);
    expect((await ask('verify')).code).toBe(0);
  });
  expect(await smtp.accepted()).toHaveLength(sent);

  const uncertain = await withStore(readUncertain);
  await live(later, async () => {
    for (const { id } of uncertain) await run('resolve', String(id), 'sent');
  });
  await live(last, () => run('verify'));
  const accepted = await smtp.accepted();
  expect(accepted).toHaveLength(invoices * remindersEach);
  const arrivals = await withStore((store) => readArrivals(store, accepted));
  expect([...new Set(arrivals.values())]).toEqual([1]);
});

it('a customer and invoices that came after the backup are known again when they are imported again', async () => {
  await live(atBackup, () => run('backup', file));
  const csv = join(place.workspace, 'new.csv');
  writeFileSync(
    csv,
    'customer;name;number;issued;due;amount;open\nC0;Client 0;NEW;2026-02-01;2026-03-07;90,00;90,00\n',
  );
  await live(atBackup, () => run('import', csv, '--kind', 'balance', '--source', 'late'));
  await live(later);
  const sent = (await smtp.accepted()).length;

  const restored = await ask('restore', file, '--replace', '--json');
  expect(JSON.parse(restored.out)).toMatchObject({ waiting: 1, nameless: [] });
  await live(atBackup, () => run('import', csv, '--kind', 'balance', '--source', 'late'));
  await live(later);

  expect(await smtp.accepted()).toHaveLength(sent);
  const held = await withStore((store) =>
    store.db
      .selectFrom('run')
      .innerJoin('invoice', 'invoice.id', 'run.invoice_id')
      .select(['number', 'held', 'step'])
      .where('number', '=', 'NEW')
      .execute(),
  );
  expect(held).toEqual([{ number: 'NEW', held: true, step: 'relance-1' }]);
});

describe('a backup that must not be taken', () => {
  beforeEach(async () => {
    await run('backup', file);
  });

  it('is one that was cut short or changed: nothing happens to the store', async () => {
    const bytes = readFileSync(file);
    const cut = `${file}.cut`;
    writeFileSync(cut, bytes.subarray(0, bytes.length - 40));
    const text = `${file}.text`;
    writeFileSync(text, 'hello');

    const answers = [await ask('restore', cut, '--replace'), await ask('restore', text, '--replace')];

    expect(answers.map(({ code }) => code)).toEqual([3, 3]);
    expect(answers[0]?.err).toContain('nothing was changed');
    expect(answers[1]?.err).toContain('no backup of Palier');
    expect(await withStore((store) => store.db.selectFrom('invoice').select('id').execute())).toHaveLength(
      invoices,
    );
  });

  it('is one without a journal, unless somebody takes the risk', async () => {
    const elsewhere = { ...place, data: `${place.data}-2` };
    place = elsewhere;

    const refused = await ask('restore', file);
    const taken = await ask('restore', file, '--without-journal');

    expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('journal') });
    expect(taken).toMatchObject({ code: 0, out: expect.stringContaining('nobody knows') });
    expect(await ask('verify')).toMatchObject({ code: 0 });
  });
});

it('a backup that cannot be written leaves nothing behind', async () => {
  const folder = join(place.workspace, 'full');
  const answer = await ask('backup', join(folder, 'x.backup'));
  const full = existsSync('/dev/full') ? await ask('backup', '/dev/full/x') : answer;

  expect([answer.code, full.code]).toEqual([3, 3]);
  expect(answer.err).toContain('nothing of it is left');
  expect(readdirSync(place.workspace).filter((name) => name.includes('.part'))).toEqual([]);
  renameSync(place.data, `${place.data}.old`);
  expect((await ask('backup', file)).code).toBe(4);
});
