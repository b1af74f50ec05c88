import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { operate } from '../call/operate.ts';
import type { ImportOptions } from '../commands/import.ts';
import { Failure } from '../failure.ts';
import type { Cli } from '../io.ts';
import { showImport } from './show-import.ts';
import { watching } from './watching.ts';

/** Reads the file here and hands its bytes over: whoever holds the store may not see this folder. */
export async function runImport(
  cli: Cli,
  file: string | undefined,
  options: ImportOptions,
  self: Command,
): Promise<void> {
  if (file === undefined) {
    throw new Failure(
      cli.say({
        fr: 'dites quel fichier : palier import FICHIER ; ou --undo ID pour en défaire un',
        en: 'say which file: palier import FILE; or --undo ID to take one back',
      }),
      2,
    );
  }
  const bytes = await readFile(resolve(cli.cwd, file)).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'ENOENT'
        ? { fr: 'n’existe pas', en: 'does not exist' }
        : { fr: `ne se lit pas (${error.code})`, en: `cannot be read (${error.code})` };
    throw new Failure(cli.say({ fr: `${file} ${why.fr}`, en: `${file} ${why.en}` }));
  });
  const { kind, source, entity, map, complete, dryRun, asOf, sheet } = options;
  const input = {
    ...{ file, content: bytes.toString('base64') },
    ...(kind === undefined || kind === 'fec' ? {} : { kind }),
    ...(source === undefined ? {} : { source }),
    ...(entity === undefined ? {} : { entity }),
    ...(map === undefined ? {} : { map: [...map] }),
    ...(complete === true ? { complete } : {}),
    ...(asOf === undefined ? {} : { asOf }),
    ...(sheet === undefined ? {} : { sheet }),
    ...(dryRun === true ? { dryRun } : {}),
  };
  const { report, outdated } = await watching(cli, (watch) =>
    operate(cli, self, 'import', input, (output) => showImport(cli, output), watch),
  );
  if (report.refused.length > 0 || outdated) cli.exit(1);
}
