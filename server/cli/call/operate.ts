import type { Command } from 'commander';
import type { OperationName } from '../../operations/index.ts';
import { guarded } from '../guarded.ts';
import type { Cli } from '../io.ts';
import {
  type CallOptions,
  callOperation,
  type InputOf,
  type OutputOf,
  type Watch,
} from './call-operation.ts';

/**
 * Carries a command out: asks the operation, and writes its answer as JSON where that is wanted, else as
 * `show` says it. Refusals become one sentence.
 */
export async function operate<Name extends OperationName>(
  cli: Cli,
  command: Command,
  name: Name,
  input: InputOf<Name>,
  show: (output: OutputOf<Name>) => string,
  watch?: Watch,
): Promise<OutputOf<Name>> {
  const options = command.optsWithGlobals<CallOptions>();
  const output = await guarded(cli, () => callOperation(cli, options, name, input, watch));
  cli.out(options.json === true ? `${JSON.stringify(output, null, 2)}\n` : show(output));
  return output;
}

/** A sentence as an answer. */
export function sentence(cli: Cli, words: { readonly fr: string; readonly en: string }): string {
  return `${cli.say(words)}\n`;
}
