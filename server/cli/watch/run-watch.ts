import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { Refusal } from '../../operations/refusal.ts';
import { type CallOptions, callOperation, type Watch } from '../call/call-operation.ts';
import { Failure } from '../failure.ts';
import { guarded } from '../guarded.ts';
import { guessFec, pack } from '../import/run-fec-import.ts';
import type { Cli } from '../io.ts';
import { printable } from '../print/wrap.ts';
import { type Fate, fateOf, fateOfFec } from './fate.ts';
import { createLook, type DroppedFile, listDropped, sourceOf, stateOf } from './folder.ts';
import { clearMarks, makeFolders, mark, putAway } from './put-away.ts';

export interface WatchOptions {
  readonly once?: boolean;
  readonly complete?: boolean;
  readonly entity?: string;
  readonly every: number;
}

interface Watching {
  readonly cli: Cli;
  readonly root: string;
  readonly options: CallOptions & WatchOptions;
  readonly signal: AbortSignal;
}

/** Takes files dropped into a folder, until Ctrl-C; with `once`, those that are there. */
export async function runWatch(
  cli: Cli,
  folder: string,
  options: WatchOptions,
  self: Command,
): Promise<void> {
  const root = resolve(cli.cwd, folder);
  await prepare(cli, root, folder);
  const stop = stopping();
  const watching: Watching = {
    ...{ cli, root, signal: stop.signal },
    options: { ...self.optsWithGlobals<CallOptions>(), ...options },
  };
  tell(watching, {
    fr: `Surveille ${root} (Ctrl-C arrête)`,
    en: `Watches ${root} (Ctrl-C stops it)`,
  });
  try {
    await look(watching);
  } finally {
    stop.forget();
  }
}

async function prepare(cli: Cli, root: string, folder: string): Promise<void> {
  const found = await stat(root).catch(() => null);
  if (found?.isDirectory() !== true) {
    throw new Failure(cli.say({ fr: `${folder} n’est pas un dossier`, en: `${folder} is no folder` }), 2);
  }
  try {
    await makeFolders(root);
    const folders = (await readdir(root, { withFileTypes: true })).filter((one) => one.isDirectory());
    for (const one of [root, ...folders.map(({ name }) => join(root, name))]) await clearMarks(one);
  } catch (error) {
    throw new Failure(cantMove(cli, root, error));
  }
}

function cantMove(cli: Cli, root: string, error: unknown): string {
  const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return cli.say({
    fr: `rien ne peut être déplacé dans ${root} (${why}) ; donnez le droit d’y écrire, ou de la place`,
    en: `nothing can be moved within ${root} (${why}); give the right to write there, or room`,
  });
}

function stopping() {
  const controller = new AbortController();
  const stop = () => {
    process.once('SIGINT', end);
    controller.abort(
      new Refusal('conflict', { fr: 'annulé : rien n’a été pris', en: 'cancelled: nothing was taken' }),
    );
  };
  const end = () => process.exit(130);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  const forget = () => {
    for (const one of [stop, end]) process.removeListener('SIGINT', one);
    process.removeListener('SIGTERM', stop);
  };
  return { signal: controller.signal, forget };
}

async function look(watching: Watching): Promise<void> {
  const { root, options, signal } = watching;
  const settle = createLook();
  // What could not be taken or moved is not tried again before it changes, or after a while.
  const tried = new Map<string, { readonly state: string; readonly until: number }>();
  for (let looks = 1; !signal.aborted; looks += 1) {
    const files = await listDropped(root).catch((error: unknown) => {
      throw new Failure(cantMove(watching.cli, root, error));
    });
    for (const file of settle(files)) {
      if (signal.aborted) break;
      const last = tried.get(file.path);
      if (last?.state === stateOf(file) && Date.now() < last.until) continue;
      const again = await takeOne(watching, file);
      if (again === null) tried.delete(file.path);
      else tried.set(file.path, { state: stateOf(file), until: Date.now() + again });
    }
    if (options.once === true && looks > 1) return;
    await pause(options.every * 1000, signal);
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const wake = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', wake);
      done();
    };
    const timer = setTimeout(wake, milliseconds);
    signal.addEventListener('abort', wake);
    if (signal.aborted) wake();
  });
}

/** How long a file is left alone that could not be taken for now, and one that was but cannot be moved. */
const soon = 30_000;
const never = Number.MAX_SAFE_INTEGER;

/** Takes one file and puts it away; answers after how long it is to be tried again, null where it is away. */
async function takeOne(watching: Watching, file: DroppedFile): Promise<number | null> {
  const { cli, root } = watching;
  const shown = printable(file.folder === null ? file.name : `${file.folder}/${file.name}`);
  try {
    const { fate, report, words } = await ask(watching, file);
    const { path } = await putAway(root, file, fate, report).catch((error: unknown) => {
      tell(watching, { fr: `${shown} : ${words.fr}`, en: `${shown}: ${words.en}` });
      throw new NotMoved(cantMove(cli, root, error));
    });
    await mark.take(file);
    const where = printable(path.slice(root.length + 1));
    tell(
      watching,
      { fr: `${shown} : ${words.fr} → ${where}`, en: `${shown}: ${words.en} → ${where}` },
      { file: shown, fate, path },
    );
    if (fate === 'refused') cli.exit(1);
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (watching.signal.aborted) {
      await mark.take(file);
      return soon;
    }
    tell(watching, { fr: `${shown} : ${message}`, en: `${shown}: ${message}` });
    if (watching.options.once === true) cli.exit(3);
    return error instanceof NotMoved ? never : soon;
  }
}

class NotMoved extends Error {}

/** What became of a file; throws where it can be tried again as it is. */
async function ask(watching: Watching, file: DroppedFile): Promise<Fate> {
  const { cli, options } = watching;
  const { sources } = await guarded(cli, () => callOperation(cli, options, 'imports', { limit: 1 })).catch(
    (error: unknown) => {
      // Nothing was imported yet.
      if (error instanceof Failure && error.exit === 4) return { sources: [] };
      throw error;
    },
  );
  const source = sourceOf(file, sources);
  const { entity, complete } = options;
  const given = {
    ...(source === null ? {} : { source }),
    ...(entity === undefined ? {} : { entity }),
  };
  const watch: Watch = { signal: watching.signal, onProgress: () => {} };
  const wasTaken = mark.isThere(file);
  await mark.set(file);
  try {
    if (await guessFec(cli, file.path)) {
      const files = [{ name: file.name, content: await pack(cli, file.path) }];
      const input = { ...given, files };
      return fateOfFec(
        cli,
        await guarded(cli, () => callOperation(cli, options, 'import-fec', input, watch)),
      );
    }
    const input = {
      ...{ ...given, file: file.name, content: (await readFile(file.path)).toString('base64') },
      ...(complete === true ? { complete: true } : {}),
      ...(wasTaken ? { once: true } : {}),
    };
    return fateOf(cli, await guarded(cli, () => callOperation(cli, options, 'import', input, watch)));
  } catch (error) {
    if (!(error instanceof Failure) || error.exit !== 2) throw error;
    const { message } = error;
    return {
      ...{ fate: 'refused', report: `${message}\n` },
      words: { fr: `refusé, ${message}`, en: `refused, ${message}` },
    };
  }
}

function tell(
  { cli, options }: Watching,
  words: { readonly fr: string; readonly en: string },
  data?: object,
): void {
  if (options.json !== true) cli.out(`${cli.say(words)}\n`);
  else if (data !== undefined) cli.out(`${JSON.stringify(data)}\n`);
}
