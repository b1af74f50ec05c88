/**
 * `docker compose up` without images: the processes that `compose.yaml` names, in its order, with its
 * commands and with the settings of `deploy/palier.env`, each waited for by its own health check. Palier and
 * its workers run from `dist`, as in the image; others have stand-ins. Then an invoice is driven through, and
 * all are asked to stop, the last one first.
 *
 * @throws Error that says which service did not do what, with its output.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Composition, readComposition, root, type Service, startOrder } from '../composition.ts';
import { parseEnvFile } from '../env-file.ts';
import { findPlaces, type Places } from './places.ts';
import { complete, milliseconds, type Running, type Start, start, until } from './running.ts';
import { answersHere, mailLog, standIns, type Tools } from './stand-ins.ts';
import { driveInvoice } from './story.ts';

export interface Rehearsal {
  readonly tools: Tools;
  readonly say: (text: string) => void;
}

/** What was started, in order; each is stopped by what it gives. */
interface Started {
  readonly name: string;
  readonly running: Running | null;
  stop(): Promise<void>;
}

const workspace = './test/deploy/workspace';

export async function rehearse({ tools, say }: Rehearsal): Promise<void> {
  const composition = readComposition({ PALIER_WORKSPACE: workspace });
  const folder = mkdtempSync(join(tmpdir(), 'palier-rehearsal-'));
  const places = await findPlaces(composition, folder);
  const started: Started[] = [];
  try {
    for (const name of startOrder(composition)) {
      const service = composition.services[name];
      if (service === undefined) continue;
      const one = await startService(name, service, { composition, places, tools });
      if (one !== null) started.push(one);
      await becomesHealthy(name, service, places, one?.running ?? null);
      say(`${name}: ${service.healthcheck === undefined ? 'done' : 'healthy'}`);
    }
    const palier = startOf('palier', composition, places);
    await driveInvoice({
      ...{ folder, say, mailLog: mailLog(places) },
      palier: (...args) =>
        complete({
          ...palier,
          name: `palier ${args[0]}`,
          command: [...program('palier'), '--language', 'en', ...args],
        }),
    });
    for (const { name, running } of started) {
      if (running !== null && !running.lives()) throw new Error(`${name} has ended:\n${running.said()}`);
    }
    while (started.length > 0) {
      const last = started.pop();
      await last?.stop();
      say(`${last?.name}: stopped`);
    }
  } finally {
    for (const { stop } of started.toReversed()) await stop().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Around {
  readonly composition: Composition;
  readonly places: Places;
  readonly tools: Tools;
}

/** Null where nothing runs on: a job, or what another one stands for. */
async function startService(name: string, service: Service, around: Around): Promise<Started | null> {
  const { composition, places, tools } = around;
  await places.leavePorts(name);
  const standIn = standIns[name];
  if (standIn !== undefined) {
    const other = await standIn(places, tools);
    return other === null ? null : { name, ...other };
  }
  if (service.build === undefined) throw new Error(`nothing stands for the image of ${name}`);
  const wish = startOf(name, composition, places);
  if (service.healthcheck === undefined) {
    await complete(wish);
    return null;
  }
  const running = start(wish);
  const stop = async () => {
    const code = await running.stop(milliseconds(service.stop_grace_period ?? '10s'));
    if (code !== 0) throw new Error(`${name} did not end well (${code}):\n${running.said()}`);
  };
  return { name, running, stop };
}

/** The command of a service of our own, with its settings, as a process of this machine. */
function startOf(name: string, composition: Composition, places: Places): Start {
  const service = composition.services[name];
  const [first = '', ...args] = service?.command ?? [];
  const files = (service?.env_file ?? []).filter(({ required }) => required);
  const settings = Object.assign(
    {},
    ...files.map(({ path }) => parseEnvFile(readFileSync(join(root, path), 'utf8'))),
    service?.environment,
  ) as Readonly<Record<string, string>>;
  const cwd = places.told(name, service?.working_dir ?? '');
  const told = Object.entries(settings).map(([key, value]) => [key, places.told(name, value)]);
  return {
    name,
    command: [...program(first), ...args.map((arg) => places.told(name, arg))],
    env: { PATH: process.env.PATH, HOME: places.folder, NODE_ENV: 'production', ...Object.fromEntries(told) },
    cwd: existsSync(cwd) ? cwd : places.folder,
  };
}

/** The programs of the image. */
function program(name: string): readonly string[] {
  if (name === 'node') return [process.execPath];
  if (name === 'palier') return [join(root, 'deploy/palier.sh')];
  throw new Error(`the image has no program ${name}`);
}

async function becomesHealthy(
  name: string,
  { healthcheck, build }: Service,
  places: Places,
  running: Running | null,
): Promise<void> {
  if (healthcheck === undefined) return;
  const [, ...test] = healthcheck.test;
  const [first = '', ...args] = test;
  const wish = (): Start => ({
    ...startOf(name, readComposition({ PALIER_WORKSPACE: workspace }), places),
    command: [...program(first), ...args.map((arg) => places.told(name, arg))],
  });
  await until(120_000, async () => {
    if (running !== null && !running.lives()) throw new Error(`${name} has ended:\n${running.said()}`);
    const found =
      build === undefined
        ? await answersHere(name, places, test)
        : await complete(wish()).then(
            () => true as const,
            (error: Error) => error.message,
          );
    return found === true || `${name} does not become healthy: ${found}\n${running?.said() ?? ''}`;
  });
}
