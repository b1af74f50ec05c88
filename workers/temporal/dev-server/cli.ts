import { runProgram } from './run-program.ts';

/** The version that is downloaded or built: one for both, so that the data have one form. */
export const cliVersion = '1.5.1';

export const cliName = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

/** The oldest server with everything that the driver uses (updates, summaries, worker versions). */
const oldest = { major: 1, minor: 28 };

/**
 * Returns the path when a usable `temporal` is there.
 *
 * @throws Error when it does not run, is another program of that name, or holds too old a server.
 */
export async function usableCli(path: string, env: NodeJS.ProcessEnv): Promise<string> {
  const said = (await runProgram(path, ['--version'], { env, timeout: 20_000 })).trim();
  const [, major, minor] = /^temporal version .*\(Server (\d+)\.(\d+)/.exec(said) ?? [];
  if (major === undefined) throw new Error(`${path} is another program: it says "${said.slice(0, 80)}"`);
  const isOld =
    Number(major) < oldest.major || (Number(major) === oldest.major && Number(minor) < oldest.minor);
  if (isOld) {
    throw new Error(
      `${path} holds server ${major}.${minor}; at least ${oldest.major}.${oldest.minor} is needed`,
    );
  }
  return path;
}
