import type { Command } from 'commander';
import type { Cli } from '../io.ts';
import { backup } from './backup.ts';
import { check } from './check.ts';
import { describe } from './describe.ts';
import { diff } from './diff.ts';
import { doctor } from './doctor.ts';
import { explain } from './explain.ts';
import { dispute, paid, promise } from './facts.ts';
import { fmt } from './fmt.ts';
import { help } from './help.ts';
import { hold, lift } from './hold.ts';
import { importCommand } from './import.ts';
import { imports } from './imports.ts';
import { merge } from './merge.ts';
import { migrate } from './migrate.ts';
import { move } from './move.ts';
import { outbox } from './outbox.ts';
import { publish } from './publish.ts';
import { allocate, receipts } from './receipts.ts';
import { release } from './release.ts';
import { replay } from './replay.ts';
import { resolve } from './resolve.ts';
import { restore } from './restore.ts';
import { runs } from './runs.ts';
import { simulate } from './simulate.ts';
import { start } from './start.ts';
import { jump, pause, resume, skip, stop } from './steering.ts';
import { task } from './task.ts';
import { verify } from './verify.ts';
import { watch } from './watch.ts';
import { worker } from './worker.ts';

/**
 * The register of commands, in the order of the help. A new command is one new file here and one line
 * in this list; a file only declares, its work is imported when it is asked for.
 */
export const commands: readonly ((program: Command, cli: Cli) => void)[] = [
  start,
  worker,
  importCommand,
  imports,
  watch,
  check,
  fmt,
  diff,
  merge,
  describe,
  simulate,
  publish,
  release,
  migrate,
  runs,
  explain,
  pause,
  resume,
  skip,
  jump,
  stop,
  hold,
  lift,
  paid,
  dispute,
  promise,
  receipts,
  allocate,
  task,
  resolve,
  outbox,
  doctor,
  verify,
  backup,
  restore,
  move,
  replay,
  help,
];
