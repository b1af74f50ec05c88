import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSmtp } from '../smtp/start.ts';
import { type Palier, palier, startPalier } from './palier-process.ts';

interface Outbox {
  readonly deliveries: readonly {
    readonly delivery: string;
    readonly status: string;
    readonly channel: string;
  }[];
}

async function outbox(data: string): Promise<Outbox['deliveries']> {
  const { out } = await palier(['outbox', '--json', '--data', data]);
  return (JSON.parse(out) as Outbox).deliveries;
}

/** Looks again and again until something is there. */
async function until<T>(look: () => Promise<T>, enough: (found: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const found = await look();
    if (enough(found) || tries === 60) return found;
  }
}

describe('a first start', () => {
  const data = join(mkdtempSync(join(tmpdir(), 'palier-start-')), 'data');
  let running: Palier;

  beforeAll(async () => {
    running = await startPalier({ data });
  });

  afterAll(async () => {
    await running.stop('SIGKILL');
  });

  it('says where things are and what it is about to do, and that nothing leaves', () => {
    const said = running.said();

    expect(said).toContain('Ateliers Brévent (example company)');
    expect(said).toContain(data);
    expect(said).toContain('nothing leaves');
    expect(said).toMatch(/Invoices\s+3\d\d open/);
    expect(said).toMatch(/Today\s+\d+ emails/);
    expect(statSync(join(data, 'server.json')).mode & 0o777).toBe(0o600);
  });

  it('captures what is due within seconds, and the page is there', async () => {
    const captured = await until(
      () => outbox(data),
      (found) => found.length > 10,
    );

    expect(captured.length).toBeGreaterThan(10);
    expect(new Set(captured.map(({ status }) => status))).toEqual(new Set(['captured']));
    const page = await fetch(running.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Ateliers Brévent');
  });

  it('no run is in trouble: the example has its documents', async () => {
    const { code, out } = await palier(['doctor', '--data', data]);

    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('none is set aside') });
    const { out: tasks } = await palier(['task', 'list', '--json', '--data', data]);
    expect(tasks).not.toContain('document');
  });

  it('commands ask the running process', async () => {
    const file = join(data, '..', 'balance.csv');
    writeFileSync(
      file,
      'Client;Nom;Facture;Echéance;Solde\nC9;Testard;T-1;31/12/2026;1 250,50\nC9;Testard;T-2;x;2\n',
    );

    const preview = await palier(['import', file, '--dry-run', '--data', data]);
    const taken = await palier(['import', file, '--data', data]);
    const explained = await until(
      () => palier(['explain', 'T-1', '--data', data]),
      ({ out }) => out.includes('Step'),
    );
    const paused = await palier(['pause', 'T-1', '--reason', 'test', '--data', data]);
    const unknown = await palier(['pause', 'T-9', '--data', data]);
    const wrong = await palier(['paid', 'T-1', '--amount', 'much', '--data', data]);

    expect(preview).toMatchObject({ code: 1, out: expect.stringContaining('Preview') });
    expect(taken).toMatchObject({ code: 1, out: expect.stringMatching(/3\s+Echéance\s+x/) });
    expect(explained.out).toContain('€1,250.50 open');
    expect(paused).toMatchObject({ code: 0, out: 'Invoice T-1 (Testard) is paused.\n' });
    expect(unknown).toMatchObject({
      code: 3,
      out: '',
      err: expect.stringContaining('there is no invoice "T-9"'),
    });
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('1250.50') });
  });

  it('a second process on the same folder is refused and named the first', async () => {
    const second = await palier(['start', '--data', data]);

    expect(second.code).toBe(3);
    expect(second.err).toContain(`process ${running.child.pid}`);
    expect(second.err).not.toContain('    at ');
  });

  it('Ctrl-C stops it, commands then open the store themselves, and the next start goes on', async () => {
    expect(await running.stop('SIGINT')).toBe(0);
    expect(running.said()).toContain('Stopped.');

    const offline = await palier(['explain', 'T-1', '--data', data]);
    expect(offline).toMatchObject({ code: 0, out: expect.stringContaining('Held by: pause') });
    const resumed = await palier(['resume', 'T-1', '--data', data]);
    expect(resumed.code).toBe(0);

    const began = performance.now();
    running = await startPalier({ data });
    const page = await fetch(running.url);
    const took = performance.now() - began;
    console.log(`second start to a usable page: ${Math.round(took)} ms`);

    expect(page.status).toBe(200);
    expect(running.said()).not.toContain('first start');
    const going = await until(
      () => palier(['explain', 'T-1', '--data', data]),
      ({ out }) => !out.includes('Held by'),
    );
    expect(going.out).not.toContain('Held by');
    expect(await running.stop('SIGTERM')).toBe(0);
  });
});

describe('a trial', () => {
  it('runs days in seconds on a list of invoices, and goes on at its own time after kill -9', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'palier-trial-'));
    const data = join(folder, 'data');
    const list = join(folder, 'only.txt');
    const first = await startPalier({ data });
    const { out } = await palier(['runs', '--flow', 'independant', '--json', '--data', data]);
    const numbers = (JSON.parse(out) as { runs: { number: string }[] }).runs.map(({ number }) => number);
    await first.stop();
    writeFileSync(list, numbers.slice(0, 3).join('\n'));

    const besides = await palier(['start', '--data', data, '--only', list]);
    const fresh = join(folder, 'fresh');
    const trial = await startPalier({ data: fresh, args: ['--clock', '5d', '--only', list] });
    await trial.says('captured:');
    const before = await palier(['doctor', '--data', fresh]);
    await trial.stop('SIGKILL');
    const again = await startPalier({ data: fresh });

    expect(besides).toMatchObject({ code: 3, err: expect.stringContaining('in another folder') });
    expect(trial.said()).toContain('limited to the 3 invoices');
    expect(trial.said()).toMatch(/open, 3 followed/);
    expect(again.said()).toMatch(/open, 30\d followed/);
    const dayOf = (text: string) => /trial clock, at (\d{4}-\d{2}-\d{2})/.exec(text)?.[1] ?? '';
    expect(dayOf(again.said()) >= dayOf(before.out)).toBe(true);
    expect(dayOf(again.said())).not.toBe('');
    await again.stop();
  });
});

describe('a mail server', () => {
  it('that is down holds messages, says so, and gets them when it is back', async () => {
    const data = join(mkdtempSync(join(tmpdir(), 'palier-mail-')), 'data');
    const down = await startSmtp();
    const { port } = down;
    await down.stop();
    const env = { SMTP_URL: `smtp://127.0.0.1:${port}` };
    const running = await startPalier({ data, args: ['--clock', '1h'], env });

    const failed = await until(
      () => outbox(data),
      (found) => found.some(({ status }) => status === 'failed'),
    );
    const ill = await palier(['doctor', '--data', data]);
    const server = await startSmtp({ port });
    const sent = await until(
      () => outbox(data),
      (found) => found.some(({ status }) => status === 'sent'),
    );

    expect(failed.some(({ status }) => status === 'failed')).toBe(true);
    expect(ill).toMatchObject({ code: 1, out: expect.stringContaining('does not answer') });
    expect(sent.some(({ status }) => status === 'sent')).toBe(true);
    expect((await server.accepted()).length).toBeGreaterThan(0);
    expect(running.child.exitCode).toBeNull();
    expect(await running.stop()).toBe(0);
    await server.stop();
  });
});
