/**
 * Finds the `temporal` program: what the user installed, what the cache keeps, a download, a build.
 * The first way that gives a usable program wins; the later ones cost more. When all fail, the error
 * says why each did.
 */
import { buildCli } from './build-cli.ts';
import { cliVersion } from './cli.ts';
import { cachedCli } from './cli-cache.ts';
import { cliInPath } from './cli-in-path.ts';
import { downloadCli } from './download-cli.ts';
import { DevServerError, reasonOf } from './errors.ts';

export interface FindOptions {
  /** The folder that keeps what was downloaded or built. */
  readonly cache: string;
  /** The environment: PATH, and what Go reads. */
  readonly env: NodeJS.ProcessEnv;
  /** Is told what takes long. */
  readonly say: (text: string) => void;
  readonly ways?: readonly Way[];
}

export interface TemporalCli {
  readonly path: string;
  readonly from: Way['from'];
}

export interface Way {
  readonly from: 'path' | 'cache' | 'download' | 'build';
  /** Gives the program's path, or throws an Error that says why there is none. */
  readonly find: (options: FindOptions) => Promise<string>;
}

/** The ways that fetch nothing and take no time. */
export const installed: readonly Way[] = [
  { from: 'path', find: ({ env }) => cliInPath(env) },
  { from: 'cache', find: cachedCli },
];

const everyWay: readonly Way[] = [
  ...installed,
  { from: 'download', find: downloadCli },
  { from: 'build', find: buildCli },
];

/**
 * @throws DevServerError `cli-not-found`, naming the ways tried, why each failed, and what to do.
 */
export async function findTemporalCli(options: FindOptions): Promise<TemporalCli> {
  const { ways = everyWay } = options;
  const reasons: string[] = [];
  for (const { from, find } of ways) {
    try {
      return { path: await find(options), from };
    } catch (error) {
      reasons.push(`- ${from}: ${reasonOf(error)}`);
    }
  }
  throw new DevServerError(
    'cli-not-found',
    [
      'The Temporal CLI was not found:',
      ...reasons,
      `Install it (https://docs.temporal.io/cli, version ${cliVersion} or newer) so that PATH holds it, ` +
        'or set TEMPORAL_ADDRESS to a Temporal server that runs.',
    ].join('\n'),
  );
}
