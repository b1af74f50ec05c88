import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Command } from 'commander';
import { looksLikeFec, readFecName } from '../../import/fec/index.ts';
import { operate } from '../call/operate.ts';
import type { ImportOptions } from '../commands/import.ts';
import { Failure } from '../failure.ts';
import type { Cli } from '../io.ts';
import { showFec } from './show-fec.ts';
import { watching } from './watching.ts';

/** True where the files are ledger exports: by `--kind`, by their names, or by their first lines. */
export async function isFec(cli: Cli, files: readonly string[], { kind }: ImportOptions): Promise<boolean> {
  const guess = (file: string) => (kind === undefined ? guessFec(cli, file) : kind === 'fec');
  const all = await Promise.all(files.map(guess));
  const is = all.length > 0 && all.every((one) => one);
  if (is || files.length <= 1) return is;
  const other = files[Math.max(0, all.indexOf(false))];
  throw new Failure(
    cli.say({
      fr: `${other} n’est pas un FEC ; plusieurs fichiers à la fois ne se chargent que de FEC`,
      en: `${other} is no FEC; several files at once are taken of FECs only`,
    }),
    2,
  );
}

/** True where a file is a ledger export by its name, or by its first line. */
export async function guessFec(cli: Cli, file: string): Promise<boolean> {
  if (readFecName(file) !== null) return true;
  const handle = await open(resolve(cli.cwd, file)).catch(() => null);
  if (handle === null) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2000), 0, 2000, 0);
    return looksLikeFec(buffer.subarray(0, bytesRead));
  } catch {
    return false;
  } finally {
    await handle.close();
  }
}

/** Compresses the files while they are read, so that even large ones are never held whole, and hands them over. */
export async function runFecImport(
  cli: Cli,
  files: readonly string[],
  options: ImportOptions,
  self: Command,
): Promise<void> {
  demandFitting(cli, options);
  const packed = [];
  for (const name of files) packed.push({ name, content: await pack(cli, name) });
  const { source, entity, term, dryRun } = options;
  const input = {
    files: packed,
    ...(source === undefined ? {} : { source }),
    ...(entity === undefined ? {} : { entity }),
    ...(term === undefined ? {} : { term }),
    ...(dryRun === true ? { dryRun } : {}),
  };
  const output = await watching(cli, (watch) =>
    operate(cli, self, 'import-fec', input, (one) => showFec(cli, one), watch),
  );
  if (output.holed) return cli.exit(3);
  const isRefused = output.files.some((file) => file.refusedElsewhere > 0);
  if (output.outdated || isRefused || output.proof?.agrees === false) cli.exit(1);
}

/** Refuses what can be said of other files only. */
function demandFitting(cli: Cli, { complete, map, asOf, sheet }: ImportOptions): void {
  const why = {
    list: {
      fr: 'ses colonnes sont fixées par la loi et il liste tout',
      en: 'the law fixes its columns, and it lists everything',
    },
    moment: { fr: 'ses dates disent de quand il est', en: 'its dates say of when it is' },
    sheet: { fr: 'c’est un texte, sans feuilles', en: 'it is a text, without sheets' },
  };
  const given = [
    [complete === true, '--complete', why.list],
    [map !== undefined, '--map', why.list],
    [asOf !== undefined, '--as-of', why.moment],
    [sheet !== undefined, '--sheet', why.sheet],
  ] as const;
  const unfit = given.find(([isGiven]) => isGiven);
  if (unfit === undefined) return;
  const [, option, reason] = unfit;
  throw new Failure(
    cli.say({
      fr: `${option} ne va pas avec un FEC : ${reason.fr}`,
      en: `${option} does not go with a FEC: ${reason.en}`,
    }),
    2,
  );
}

/** A file's bytes, compressed while they are read, as base64. */
export async function pack(cli: Cli, file: string): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    await pipeline(createReadStream(resolve(cli.cwd, file)), createGzip({ level: 1 }), async (packed) => {
      for await (const chunk of packed as AsyncIterable<Buffer>) chunks.push(chunk);
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new Failure(
      code === 'ENOENT'
        ? cli.say({ fr: `${file} n’existe pas`, en: `${file} does not exist` })
        : cli.say({ fr: `${file} ne se lit pas (${code})`, en: `${file} cannot be read (${code})` }),
    );
  }
  return Buffer.concat(chunks).toString('base64');
}
