import type { Language } from '../../engine/flow/index.ts';

/**
 * The language of the user: what `--language` says, or else the locale. It is needed before the
 * arguments are parsed, because help is written in it.
 *
 * @example languageOf(['check'], { LANG: 'fr_FR.UTF-8' }) // 'fr'
 */
export function languageOf(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Language {
  const at = args.findIndex((arg) => arg === '--language' || arg.startsWith('--language='));
  const asked = at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
  if (asked === 'fr' || asked === 'en') return asked;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return locale.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
