import type { Cli, ExitCode } from './io.ts';

/** What each exit code means, the same for every command. */
const exitCodes: Readonly<Record<ExitCode, { readonly fr: string; readonly en: string }>> = {
  0: { fr: 'tout va bien', en: 'all is well' },
  1: {
    fr: 'quelque chose a été trouvé : erreurs, différences, fichiers à reformater',
    en: 'something was found: errors, differences, files to format',
  },
  2: { fr: 'la commande est mal écrite', en: 'the command is not written as it should be' },
  3: { fr: 'refusé, ou échoué', en: 'refused, or failed' },
  4: { fr: 'aucun Palier ne tourne', en: 'no Palier is running' },
};

export function exitCodesText(cli: Cli): string {
  const title = cli.say({ fr: 'Codes de sortie', en: 'Exit codes' });
  const lines = Object.entries(exitCodes).map(([code, words]) => `  ${code}  ${cli.say(words)}`);
  const note = cli.say({
    fr: 'Les avertissements seuls laissent le code à 0.',
    en: 'Warnings alone leave the code at 0.',
  });
  return `${title}\n${lines.join('\n')}\n\n${note}\n`;
}
