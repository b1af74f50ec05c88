#!/usr/bin/env node
/** The program `palier`: hands the process over to the command line, and its exit code back. */
import module from 'node:module';
import { join } from 'node:path';
import { runCli } from './cli/program.ts';
import { cacheFolder } from './environment/cache-folder.ts';

keepCompiledCode();

// A reader that has seen enough (`palier simulate … | head`) is no fault.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
}

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  cwd: process.cwd(),
  env: process.env,
  now: () => Date.now(),
  isTty: process.stdout.isTTY === true,
  columns: process.stdout.columns ?? (Number(process.env.COLUMNS) || 80),
});

/**
 * Commands load what they need when they run: with the compiled code kept, that takes a fifth less. It is kept in
 * the user's own folder, because what others can write to would run as theirs.
 */
function keepCompiledCode(): void {
  try {
    module.enableCompileCache(join(cacheFolder(process.env), 'compiled'));
  } catch {
    // A user without a home has no such folder.
  }
}
