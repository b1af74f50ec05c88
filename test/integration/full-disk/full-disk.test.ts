/**
 * A disk that is full in the middle of a write, or read-only: nothing is half done, somebody is told, and it
 * goes on after.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { openMemoryStore } from '../../../store/index.ts';
import { createSmtpChannel } from '../../../workers/channels/index.ts';
import { openJournal } from '../../../workers/journal/index.ts';
import { startSmtp } from '../../smtp/start.ts';
import { buildHouse, day, ladder, start } from '../../workers/carry/house.ts';
import { writeWorkspace } from '../crash/scene.ts';
import { palier, startPalier } from '../palier-process.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

const megabyte = 1_000_000;
let disk: SmallDisk | null = null;
let workspace: string;

beforeAll(() => {
  disk = mountSmallDisk(250);
  workspace = writeWorkspace({});
});
afterAll(() => disk?.unmount());

it('can be tried where a small disk can be mounted', () => {
  if (disk === null) console.warn('NOT TESTED, because no file system can be mounted here: a full disk');
  expect(process.env.CI !== undefined && disk === null).toBe(false);
});

/** An aged balance of new customers and invoices, as a file. */
function balance(name: string, rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `fr;C${name}${row};Client ${row};${name}-${row};2026-10-01;2026-11-01;100,00;100,00;EUR`,
  );
  const head = 'entity;customer;customer name;number;issued;due;amount;open amount;currency';
  const file = join(tmpdir(), `palier-${name}.csv`);
  writeFileSync(file, `${[head, ...lines].join('\n')}\n`);
  return file;
}

describe('a full disk', () => {
  let data: string;
  const ask = (...words: readonly string[]) => palier([...words, '--workspace', workspace, '--data', data]);
  const begin = async () => {
    const running = await startPalier({ data, args: ['--workspace', workspace] });
    onTestFinished(() => void running.child.kill('SIGKILL'));
    return running;
  };
  const small = () => {
    if (disk === null) throw new Error('no small disk');
    return disk;
  };

  beforeEach(({ task, skip }) => {
    if (disk === null) skip();
    disk?.setReadOnly(false);
    disk?.makeRoom();
    data = join(disk?.folder ?? '', `data-${task.id}`);
  });

  afterEach(() => {
    if (data !== undefined) rmSync(data, { recursive: true, force: true });
  });

  it('under the tables refuses an import whole; the process goes on, and with room it is taken', async () => {
    const file = balance('tables', 3_000);
    const running = await begin();
    small().fill(megabyte / 2);

    const refused = await ask('import', file, '--kind', 'balance');
    const after = await ask('imports', '--json');
    small().makeRoom();
    const taken = await ask('import', file, '--kind', 'balance', '--json');

    expect(refused).toMatchObject({ code: 3, err: expect.stringContaining('disk is full') });
    expect(JSON.parse(after.out)).toMatchObject({ imports: [] });
    expect(taken.code).toBe(0);
    expect(running.child.exitCode).toBeNull();
    expect((await ask('verify')).code).toBe(0);
    expect(await running.stop()).toBe(0);
  });

  it('that is read-only is named, with and without a store on it', async () => {
    const running = await begin();
    expect(await running.stop()).toBe(0);
    small().setReadOnly(true);

    const answers = [
      await ask('doctor'),
      await ask('start'),
      await palier(['start', '--workspace', workspace, '--data', join(small().folder, 'new')]),
    ];
    small().setReadOnly(false);

    expect(answers.map(({ code }) => code)).toEqual([3, 3, 3]);
    for (const { err } of answers) expect(err).toContain('the disk is read-only');
    expect((await ask('verify')).code).toBe(0);
  });

  it('under the log of writes ends the process in words; the next start goes on with what was certain', async () => {
    const running = await begin();
    expect((await ask('import', balance('before', 100), '--kind', 'balance')).code).toBe(0);
    small().fill(14 * megabyte);

    const cut = await ask('import', balance('log', 30_000), '--kind', 'balance');
    const ended = await running.ended;
    small().makeRoom();
    const again = await begin();
    const imports = JSON.parse((await ask('imports', '--json')).out);
    const taken = await ask('import', balance('log', 30_000), '--kind', 'balance');

    expect(cut.code).toBe(3);
    expect(ended).toBe(3);
    expect(running.said()).toContain('has ended in the middle of a write');
    expect(imports).toMatchObject({ imports: [{ counts: { created: 100 } }] });
    expect(taken.code).toBe(0);
    expect((await ask('verify')).code).toBe(0);
    expect(await again.stop()).toBe(0);
  });

  it('leaves no half of a backup, and not a flow half written', async () => {
    expect((await ask('import', balance('kept', 5_000), '--kind', 'balance')).code).toBe(0);
    const flows = join(small().folder, 'flows');
    mkdirSync(flows, { recursive: true });
    const flow = join(flows, 'relances.flow.json');
    const text = `${readFileSync(join(workspace, 'flows/relances.flow.json'), 'utf8')}\n\n`;
    writeFileSync(flow, text);
    small().fill(0);

    const backup = await ask('backup', join(small().folder, 'palier.backup'));
    const fmt = await palier(['fmt', flow]);

    expect([backup.code, fmt.code]).toEqual([3, 3]);
    expect([backup.err, fmt.err].filter((said) => !said.includes('disk is full'))).toEqual([]);
    expect(readFileSync(flow, 'utf8')).toBe(text);
    expect(readdirSync(flows)).toEqual(['relances.flow.json']);
    expect(readdirSync(small().folder).filter((name) => name.startsWith('palier.backup'))).toEqual([]);
  });

  it('under the send journal lets nothing leave; each message leaves once when there is room', async () => {
    const store = await openMemoryStore();
    const smtp = await startSmtp();
    const email = createSmtpChannel({ host: smtp.host, port: smtp.port, secure: false });
    const journal = await openJournal(join(small().folder, 'journal/sends.jsonl'));
    const release = ladder();
    const house = await buildHouse(store, { email, release, journal });
    await house.take([{ number: 'F1' }, { number: 'F2' }]);
    await house.runTo(start);
    small().fill(0);

    await house.runTo(start + 7 * day);
    const before = await smtp.accepted();
    small().makeRoom();
    await house.runTo(start + 7 * day + 3_600_000);

    expect(before).toEqual([]);
    expect(await smtp.accepted()).toHaveLength(2);
    expect(await house.said('F1')).toContain('first deferred provider');
    await email.close();
    await smtp.stop();
    await journal.close();
    await store.close();
  });
});
