/**
 * Temporal's test server, which skips the time that nobody uses: fetched with Maven, with a starter of
 * our own compiled beside it. One folder of the cache holds all of
 * it, under a name that changes with the version and the starter.
 */
import { createHash } from 'node:crypto';
import { access, chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { runProgram } from '../../../workers/temporal/dev-server/run-program.ts';

const version = '1.38.0';
const starter = join(import.meta.dirname, 'TimeSkippingServer.java');

const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>palier</groupId><artifactId>time-skipping-server</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${version}</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
`;

const program = `#!/bin/sh
# <port> [--initial-time=<milliseconds since 1970>]
here=$(dirname "$0")
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx512m -cp "$here/classes:$here/lib/*" TimeSkippingServer "$@"
`;

/**
 * The server's executable in the cache.
 *
 * @throws Error where it is not there, or Java is not.
 */
export async function cachedTimeSkippingServer(cache: string): Promise<string> {
  const path = join(await placeIn(cache), 'time-skipping-server');
  await access(path).catch(() => {
    throw new Error(`${path} does not exist; node scripts/temporal.mjs fetches it`);
  });
  await runProgram('java', ['-version'], { env: process.env, timeout: 60_000 });
  return path;
}

/** Fetches and compiles it into the cache. */
export async function fetchTimeSkippingServer(cache: string): Promise<string> {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'fetching-'));
  try {
    await fill(folder);
    const place = await placeIn(cache);
    // Someone who was faster has put the same thing there.
    await rename(folder, place).catch(() => access(place));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return cachedTimeSkippingServer(cache);
}

async function fill(folder: string): Promise<void> {
  const inside = (name: string) => join(folder, name);
  await writeFile(inside('pom.xml'), project);
  const copy = [
    '-q',
    '-B',
    '-f',
    inside('pom.xml'),
    'dependency:copy-dependencies',
    `-DoutputDirectory=${inside('lib')}`,
  ];
  await runProgram('mvn', copy, { env: process.env, timeout: 600_000 });
  const compile = ['--release', '11', '-cp', inside('lib/*'), '-d', inside('classes'), starter];
  await runProgram('javac', compile, { env: process.env, timeout: 120_000 });
  await chmod(folder, 0o755);
  await writeFile(inside('time-skipping-server'), program, { mode: 0o755 });
}

async function placeIn(cache: string): Promise<string> {
  const source = await readFile(starter, 'utf8');
  const mark = createHash('sha256').update(source).update(project).update(program).digest('hex').slice(0, 8);
  return resolve(cache, `temporal-test-server-${version}-${mark}`);
}
