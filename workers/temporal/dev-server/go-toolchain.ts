/**
 * A Go that is new enough. From 1.21 on Go fetches the toolchain that a module asks for by itself;
 * older ones (Debian 12 has 1.19) can only fetch it as the module that it is published as, and leave
 * its programs unexecutable.
 */
import { chmod, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { runProgram } from './run-program.ts';

/** How to call Go: its program and what the environment must say. */
export interface Go {
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
}

const toolchain = 'go1.25.5';
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * @throws Error where no Go is installed or the toolchain cannot be fetched.
 */
export async function findGo(env: NodeJS.ProcessEnv): Promise<Go> {
  const version = (await runProgram('go', ['env', 'GOVERSION'], { env, timeout: 30_000 })).trim();
  const minor = Number(/^go1\.(\d+)/.exec(version)?.[1] ?? 0);
  // Debian and the container images of Go set GOTOOLCHAIN to local, which refuses newer modules.
  if (minor >= 21) return { program: 'go', env: { ...env, GOTOOLCHAIN: 'auto' } };
  const root = await fetchToolchain(env);
  return { program: join(root, 'bin', 'go'), env: { ...env, GOROOT: root, GOTOOLCHAIN: 'local' } };
}

async function fetchToolchain(env: NodeJS.ProcessEnv): Promise<string> {
  const machine = `${process.platform}-${architectures[process.arch] ?? process.arch}`;
  const module = `golang.org/toolchain@v0.0.1-${toolchain}.${machine}`;
  const told = await runProgram('go', ['mod', 'download', '-json', module], { env, timeout: 300_000 });
  const { Dir: root } = z.object({ Dir: z.string() }).parse(JSON.parse(told));
  for (const folder of [join(root, 'bin'), join(root, 'pkg', 'tool', machine.replace('-', '_'))]) {
    for (const file of await readdir(folder)) await chmod(join(folder, file), 0o755);
  }
  return root;
}
