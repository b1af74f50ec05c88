import type { Command } from 'commander';
import type { Cli } from '../io.ts';
import { check } from './check.ts';
import { describe } from './describe.ts';
import { diff } from './diff.ts';
import { fmt } from './fmt.ts';
import { help } from './help.ts';
import { simulate } from './simulate.ts';

/**
 * The register of commands, in the order of the help. A new command is one new file here and one line
 * in this list; a file only declares, its work is imported when it is asked for.
 */
export const commands: readonly ((program: Command, cli: Cli) => void)[] = [
  check,
  fmt,
  diff,
  describe,
  simulate,
  help,
];
