import type { OutputOf } from '../call/call-operation.ts';
import type { Cli } from '../io.ts';
import { styleOf } from '../print/style.ts';
import { indented, printable } from '../print/wrap.ts';
import { changeLines } from './changes.ts';

type Differences = OutputOf<'release-diff'>;

/** What changes between two releases: the flow, what stands around it, then the texts line by line. */
export function showReleaseDiff(cli: Cli, { before, after, flow, surroundings, texts }: Differences): string {
  const style = styleOf(cli);
  const other = after.isFolder ? cli.say({ fr: 'le dossier', en: 'the folder' }) : after.short;
  if (flow.length + surroundings.length + texts.length === 0) {
    return cli.say({
      fr: `Rien ne change de ${before.short} à ${other}.\n`,
      en: `Nothing changes from ${before.short} to ${other}.\n`,
    });
  }
  const changed = surroundings.map((sentence) => ({ kind: 'changed', sentence }) as const);
  const lines = changeLines(cli, [...flow, ...changed]);
  const blocks = [
    style.bold(`${before.flow} ${before.short} → ${other}`),
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    ...texts.map((text) => textLines(cli, text).join('\n')),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function textLines(cli: Cli, { message, channel, language, what, lines }: Differences['texts'][number]) {
  const style = styleOf(cli);
  const words = {
    added: { fr: 'nouveau texte', en: 'new text' },
    removed: { fr: 'texte retiré', en: 'text removed' },
    changed: { fr: 'texte modifié', en: 'text changed' },
  };
  const title = `  ${message} (${channel}, ${language}) : ${cli.say(words[what])}`;
  return [
    cli.language === 'fr' ? title : title.replace(') :', '):'),
    ...lines.flatMap(({ sign, text }) => {
      const paint = sign === '+' ? style.green : style.red;
      return indented(printable(text), '      ', cli.columns).map((line, index) =>
        paint(index === 0 ? `    ${sign} ${line.slice(6)}` : line),
      );
    }),
  ];
}
