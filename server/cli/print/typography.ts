import type { Language } from '../../../engine/flow/index.ts';

/** Puts French signs and units where no line breaks before them; other languages stay as they are. */
export function typeset(text: string, language: Language): string {
  if (language !== 'fr') return text;
  return text
    .replace(/ ([:;?!»])/g, '\u00a0$1')
    .replace(/« /g, '«\u00a0')
    .replace(/([+−]) (\d+) (j)/g, '$1\u00a0$2\u00a0$3')
    .replace(/(\d) (jours?|semaines?|heures?|minutes?)\b/g, '$1\u00a0$2');
}
