import { html } from 'hono/html';

/** Markup whose values have been escaped. */
export type Html = ReturnType<typeof html>;

/** What may stand inside markup; a text is escaped, null and false show nothing. */
export type Content = Html | string | number | null | false | readonly Content[];

/** Markup of several parts, one after the other. */
export function joined(parts: readonly Content[], between: Content = ''): Html {
  return html`${parts.map((part, index) => (index === 0 ? part : [between, part]))}`;
}

/**
 * A text of unknown length, cut for a line: names come from files of others and may have ten thousand
 * characters.
 */
export function short(text: string, most = 90): string {
  if (text.length <= most) return text;
  const characters = Array.from(text.slice(0, most * 2));
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}

/** A number with its noun; French has no plural below two. */
export function counted(language: 'fr' | 'en', count: number, one: string, many: string): string {
  const single = language === 'fr' ? Math.abs(count) < 2 : count === 1;
  return `${number(language, count)}\u00a0${single ? one : many}`;
}

/** A number with the separators of the language. */
export function number(language: 'fr' | 'en', value: number): string {
  return value.toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB');
}
