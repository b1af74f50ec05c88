import type { Cli } from './io.ts';

/** French of the sentences in which commander names what is wrong with a command line. */
const french: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown command '(.*)'/m, 'commande inconnue « $1 »'],
  [/^error: unknown option '(.*)'/m, 'option inconnue « $1 »'],
  [/^error: missing required argument '(.*)'/m, 'il manque l’argument « $1 »'],
  [/^error: option '(.*)' argument missing/m, 'l’option « $1 » attend une valeur'],
  [
    /^error: too many arguments for '(.*)'\. Expected (\d+) .*$/m,
    'trop d’arguments pour « $1 » : $2 au plus',
  ],
  [/^error: too many arguments\. Expected (\d+) .*$/m, 'trop d’arguments : $1 au plus'],
  [
    /^error: option '(.*?)' argument '(.*?)' is invalid\. Allowed choices are (.*?)\.$/m,
    'l’option « $1 » ne connaît pas « $2 » ; valeurs possibles : $3',
  ],
  [
    /^error: command-argument value '(.*?)' is invalid for argument '(.*?)'\. Allowed choices are (.*?)\.$/m,
    'l’argument « $2 » ne connaît pas « $1 » ; valeurs possibles : $3',
  ],
  [
    /^error: option '(.*)' cannot be used with option '(.*)'/m,
    'les options « $1 » et « $2 » ne vont pas ensemble',
  ],
  [/\(Did you mean one of (.*)\?\)/, '(Vouliez-vous dire $1 ?)'],
  [/\(Did you mean (.*)\?\)/, '(Vouliez-vous dire $1 ?)'],
];

/** What commander says of a wrong command line, in the user's language, with the way to the help. */
export function usageError(text: string, cli: Cli): string {
  const plain =
    cli.language === 'fr'
      ? french.reduce((message, [pattern, words]) => message.replace(pattern, words), text.trim())
      : text.trim().replace(/^error: /, '');
  const more = cli.say({ fr: 'palier help montre les commandes.', en: 'palier help shows the commands.' });
  return `palier: ${plain}\n${more}\n`;
}
