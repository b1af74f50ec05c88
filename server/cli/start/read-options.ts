import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseDay, zoneOf } from '../../../engine/calendar/index.ts';
import type { Engine } from '../../engine-name.ts';
import { readSpeed } from '../../house/speed.ts';
import type { StartOptions } from '../commands/start.ts';
import { Failure } from '../failure.ts';
import type { Cli } from '../io.ts';

export interface StartWishes {
  readonly port: number | null;
  /** Where the page listens. */
  readonly host: string;
  readonly trial: { readonly speed: number; readonly until: number | null } | null;
  readonly only: ReadonlySet<string> | null;
  /** False where other processes carry out what the engine asks for. */
  readonly workersHere: boolean;
}

/** Reads the options of `start`. @throws Failure that says what would be accepted. */
export async function readStartOptions(
  cli: Cli,
  options: StartOptions,
  { zone, engine }: { readonly zone: string; readonly engine: Engine },
): Promise<StartWishes> {
  const { clock, until } = options;
  refuseTogether(cli, options, engine);
  if (clock === undefined && until !== undefined) {
    throw new Failure(cli.say({ fr: '--until va avec --clock', en: '--until goes with --clock' }), 2);
  }
  const end = until === undefined ? null : endOf(cli, until, zone);
  return {
    port: options.port === undefined ? null : portOf(cli, options.port),
    host: options.host,
    trial: clock === undefined ? null : { speed: readSpeed(clock === true ? '1d' : clock), until: end },
    only: options.only === undefined ? null : await numbersIn(cli, options.only),
    workersHere: options.workers === 'here',
  };
}

/** What one engine can and the other cannot. */
function refuseTogether(cli: Cli, { clock, workers }: StartOptions, engine: Engine): void {
  if (engine === 'temporal' && clock !== undefined) {
    throw new Failure(
      cli.say({
        fr: '--clock ne va pas avec le moteur temporal : le temps d’un serveur Temporal ne saute pas ; essayez avec --engine embedded, ou regardez un an avec palier simulate',
        en: '--clock does not go with the engine temporal: the time of a Temporal server cannot leap; try with --engine embedded, or look at a year with palier simulate',
      }),
      2,
    );
  }
  if (engine === 'embedded' && workers === 'none') {
    throw new Failure(
      cli.say({
        fr: '--workers none va avec --engine temporal : le moteur embedded travaille dans ce processus',
        en: '--workers none goes with --engine temporal: the engine embedded works in this process',
      }),
      2,
    );
  }
}

function portOf(cli: Cli, text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw new Failure(
    cli.say({
      fr: `« ${text} » n’est pas un port ; donnez un nombre de 1 à 65535`,
      en: `"${text}" is no port; give a number from 1 to 65535`,
    }),
    2,
  );
}

/** The end of that day. */
function endOf(cli: Cli, text: string, zone: string): number {
  const day = parseDay(text);
  if (day !== null) return zoneOf(zone).instantOf(day, 1440);
  throw new Failure(
    cli.say({
      fr: `« ${text} » n’est pas une date ; écrivez 2027-03-31`,
      en: `"${text}" is no date; write 2027-03-31`,
    }),
    2,
  );
}

async function numbersIn(cli: Cli, path: string): Promise<ReadonlySet<string>> {
  const text = await readFile(resolve(cli.cwd, path), 'utf8').catch(() => {
    throw new Failure(cli.say({ fr: `${path} ne peut pas être lu`, en: `${path} cannot be read` }));
  });
  const numbers = text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  if (numbers.length > 0) return new Set(numbers);
  throw new Failure(
    cli.say({
      fr: `${path} ne nomme aucune facture ; écrivez un numéro par ligne`,
      en: `${path} names no invoice; write one number a line`,
    }),
    2,
  );
}
