import type { Change } from '../../../engine/flow/index.ts';
import type { Cli } from '../io.ts';
import { styleOf } from '../print/style.ts';
import { printable, wrap } from '../print/wrap.ts';

const marks: Readonly<Record<Change['kind'], string>> = { added: '+', removed: '−', changed: '~', flow: '~' };

/** Changes as lines with a mark before each, two columns in. */
export function changeLines(
  cli: Cli,
  changes: readonly Pick<Change, 'kind' | 'sentence'>[],
): readonly string[] {
  const style = styleOf(cli);
  const paints = { added: style.green, removed: style.red, changed: style.yellow, flow: style.yellow };
  return changes.flatMap(({ kind, sentence }) => {
    const text = printable(sentence);
    const [first = '', ...rest] = wrap(text.charAt(0).toUpperCase() + text.slice(1), cli.columns - 4);
    return [`  ${paints[kind](marks[kind])} ${first}`, ...rest.map((line) => `    ${line}`)];
  });
}
