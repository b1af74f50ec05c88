import type { Command } from 'commander';
import type { Cli } from './io.ts';

export interface Example {
  readonly command: string;
  readonly fr: string;
  readonly en: string;
}

/** Puts examples under a command's help, and which exit codes it gives for what. */
export function withExamples(
  command: Command,
  cli: Cli,
  examples: readonly Example[],
  codes: { readonly fr: string; readonly en: string },
): Command {
  const width = Math.max(...examples.map((one) => one.command.length));
  const lines = examples.map((one) =>
    width > 46
      ? `  ${one.command}\n      ${cli.say(one)}`
      : `  ${one.command.padEnd(width)}   ${cli.say(one)}`,
  );
  const title = cli.say({ fr: 'Exemples :', en: 'Examples:' });
  const exit = cli.say({ fr: 'Codes de sortie :', en: 'Exit codes:' });
  return command.addHelpText('after', `\n${title}\n${lines.join('\n')}\n\n${exit} ${cli.say(codes)}`);
}
