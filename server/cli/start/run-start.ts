import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { zoneOf } from '../../../engine/calendar/index.ts';
import { readPulse, type Store } from '../../../store/index.ts';
import { dataFolderOf } from '../../house/data-folder.ts';
import { faultWords } from '../../house/fault-words.ts';
import type { House } from '../../house/house.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { planUntil } from '../../house/plan-until.ts';
import { type Started, startHouse } from '../../house/start-house.ts';
import { createApp, type Listening, listen, removeAddress, writeAddress } from '../../loopback/index.ts';
import { readSettings } from '../../settings.ts';
import { type ServedMetrics, serveMetrics } from '../../telemetry/index.ts';
import { exampleWorkspace, isFault, type LoadedWorkspace, loadWorkspace } from '../../workspace/index.ts';
import type { StartOptions } from '../commands/start.ts';
import { Failure } from '../failure.ts';
import { guarded } from '../guarded.ts';
import type { Cli } from '../io.ts';
import { workspaceFolder } from '../open-workspace.ts';
import { renderProblems } from '../print/problems.ts';
import { createDayLines, type DayLines } from './day-lines.ts';
import { renderOpening, renderTitle } from './opening.ts';
import { readStartOptions, type StartWishes } from './read-options.ts';
import { stopAsked } from './stop-asked.ts';

/** Starts everything, says so, and goes on until somebody asks it to stop. */
export function runStart(cli: Cli, options: StartOptions): Promise<void> {
  return guarded(cli, () => start(cli, options));
}

async function start(cli: Cli, options: StartOptions): Promise<void> {
  const settings = readSettings(cli.env, options.engine);
  const folder = await workspaceFolder(cli, options);
  const isExample = folder === (await exampleWorkspace());
  const loaded = await loadWorkspace(folder);
  const zone = zoneName(cli, loaded);
  const wishes = await readStartOptions(cli, options, { zone, engine: settings.engine });
  const dataFolder = dataFolderOf({
    asked: options.data,
    settings,
    cwd: cli.cwd,
    workspace: folder,
    isExample,
  });
  cli.out(renderTitle(cli, loaded.workspace?.name ?? '', isExample));
  let onRest: ((next: number | null) => Promise<void>) | null = null;
  const started = await startHouse({
    ...{ loaded, settings, dataFolder, isExample },
    ...{ example: options.example && isExample, trial: wishes.trial },
    running: {
      ...{ only: wishes.only, onRest: async (next) => onRest?.(next) },
      ...(wishes.workersHere ? {} : { queues: [] }),
    },
    env: cli.env,
    say: (words) => cli.err(`${cli.say(words)}\n`),
    // Who asked for a log reads the standard error output by a program: it hears of faults there.
    onFault: (fault) =>
      settings.telemetry.log === null ? cli.err(`${cli.say(faultWords(fault))}\n`) : undefined,
    write: cli.err,
  });
  const { house } = started;
  try {
    cli.out(await openingOf(cli, started, wishes, isExample, zone));
    const days = house.isTrial ? createDayLines(cli, house.store, zoneOf(zone), house.clock.now()) : null;
    const tell = trialTeller(cli, house, days, wishes);
    onRest = tell;
    await run(cli, house, wishes);
  } finally {
    await house.close();
  }
}

function isOwnAddress(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** The page knows no accounts: what stands between it and others is the address alone. */
function openToOthers(host: string) {
  return {
    fr: `Attention : la page écoute sur ${host} et n’a pas de comptes. Qui atteint cette adresse peut agir : ne la publiez que sur la machine elle-même.\n\n`,
    en: `Careful: the page listens on ${host} and has no accounts. Whoever reaches this address can act: publish it to the machine itself only.\n\n`,
  };
}

/** The page is open, the driver at work; ends when somebody asks for it. */
async function run(cli: Cli, house: OpenHouse, wishes: StartWishes): Promise<void> {
  const asked = stopAsked();
  const token = randomBytes(32).toString('hex');
  const listening = await listen(createApp({ house, token, page: await pageOf(house) }), wishes);
  const { port } = listening;
  const { log } = house.carrier.telemetry;
  let served: ServedMetrics | null = null;
  try {
    served = await serveMetrics(house.settings.telemetry, house.metrics);
    await house.driver?.start();
    writeAddress(house.dataFolder, { pid: process.pid, port, token });
    log.info({ port, store: house.store.kind, driver: house.settings.engine }, 'started');
    const ready = cli.say({ fr: 'Prêt', en: 'Ready' });
    const stop = cli.say({ fr: 'Ctrl-C arrête proprement', en: 'Ctrl-C stops it' });
    cli.out(`\n${ready}  http://127.0.0.1:${port}   (${stop})\n\n`);
    if (!isOwnAddress(wishes.host)) cli.err(cli.say(openToOthers(wishes.host)));
    await Promise.race([asked, endOf(house.store)]);
    cli.out(
      cli.say({
        fr: '\nArrêt : ce qui est en cours se termine…\n',
        en: '\nStopping: what is under way is finished…\n',
      }),
    );
  } finally {
    removeAddress(house.dataFolder, process.pid);
    await served?.close();
    await shut(listening, house);
    log.info({}, 'stopped');
  }
  cli.out(await sayStopped(cli, house));
}

/** Rejects when the store has ended by itself: nothing can be done then but to start again. */
function endOf({ broken }: Store): Promise<never> {
  return new Promise((_, reject) => {
    broken.addEventListener('abort', () => reject(broken.reason));
  });
}

async function shut(listening: Listening, house: OpenHouse): Promise<void> {
  await listening.close();
  await house.driver?.stop();
}

async function sayStopped(cli: Cli, { store, clock }: House): Promise<string> {
  const pulse = await readPulse(store.db, clock.now()).catch(() => null);
  if (pulse === null) {
    return cli.say({
      fr: 'Arrêté, sans réponse de la base ; le prochain démarrage reprend où elle en était.\n',
      en: 'Stopped, without an answer of the store; the next start goes on where it stood.\n',
    });
  }
  return cli.say({
    fr: `Arrêté. ${pulse.running} factures suivies, ${pulse.due} en attente d’un pas ; le prochain démarrage reprend ici.\n`,
    en: `Stopped. ${pulse.running} invoices followed, ${pulse.due} due for a step; the next start goes on from here.\n`,
  });
}

/** The screens are loaded when the house is open: the command line alone never needs them. */
async function pageOf(house: House): Promise<Hono> {
  const { createPage } = await import('../../page/index.ts');
  return createPage(house);
}

async function openingOf(
  cli: Cli,
  started: Started,
  { only }: StartWishes,
  isExample: boolean,
  zone: string,
): Promise<string> {
  const { house } = started;
  const now = house.clock.now();
  const { instantOf, dayOf } = zoneOf(zone);
  const plan = await planUntil(house, instantOf(dayOf(now), 1440));
  const pulse = await readPulse(house.store.db, now);
  return renderOpening(cli, { started, pulse, plan, only, isExample });
}

/** Writes the lines of a trial's days, and once that its end has come. */
function trialTeller(cli: Cli, house: OpenHouse, days: DayLines | null, { trial }: StartWishes) {
  let ended = false;
  return async (next: number | null) => {
    const now = house.clock.now();
    const until = trial?.until ?? null;
    const isOver = until !== null && now >= until;
    await days?.onRest(now, isOver ? null : next);
    if (!isOver || ended) return;
    ended = true;
    cli.out(
      cli.say({
        fr: '\nL’horloge d’essai est arrivée au bout ; la page reste ouverte.\n',
        en: '\nThe trial clock has come to its end; the page stays open.\n',
      }),
    );
  };
}

function zoneName(cli: Cli, loaded: LoadedWorkspace): string {
  const { workspace } = loaded;
  if (workspace !== undefined) return workspace.entities[0]?.zone ?? 'UTC';
  cli.err(renderProblems(loaded.problems.filter(isFault), { ...cli, folder: loaded.folder }));
  throw new Failure(
    cli.say({
      fr: `palier.json de ${loaded.folder} a des erreurs ; rien n’a démarré`,
      en: `palier.json of ${loaded.folder} has errors; nothing was started`,
    }),
  );
}
