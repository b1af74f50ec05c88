import type { OutputOf } from '../call/call-operation.ts';
import type { Cli } from '../io.ts';
import { renderProblems } from '../print/problems.ts';
import { renderTable } from '../print/table.ts';

/** What was published, or what has changed and is not published yet. */
export function showPublished(cli: Cli, { asked, flows, folder }: OutputOf<'publish'>): string {
  if (!asked && flows.length === 0) {
    return cli.say({
      fr: 'Les fichiers disent ce qui est en vigueur : rien à publier.\n',
      en: 'The files say what is in force: nothing to publish.\n',
    });
  }
  const words = {
    published: { fr: 'en vigueur', en: 'in force' },
    unchanged: asked
      ? { fr: 'inchangé', en: 'unchanged' }
      : { fr: 'modifié, pas encore en vigueur', en: 'changed, not yet in force' },
    refused: { fr: 'refusé : des erreurs', en: 'refused: errors' },
  };
  const rows = flows.map(({ flow, what, digest }) => ({
    cells: [flow, cli.say(words[what]), digest === null ? '' : digest.slice(0, 19)],
  }));
  const problems = flows.flatMap((one) => one.problems);
  const hint = cli.say({
    fr: 'palier publish NOM en publie un, palier publish --all tous. Les suivis en cours gardent leur version.\n',
    en: 'palier publish NAME publishes one, palier publish --all all. Runs under way keep their release.\n',
  });
  const faults = problems.length === 0 ? '' : `\n${renderProblems(problems, { ...cli, folder })}`;
  return `${renderTable(rows, cli.columns).join('\n')}\n${faults}${asked ? '' : `\n${hint}`}`;
}
