/**
 * Markdown to tokens, with the marks of values in it. No HTML, no images, and line breaks stay:
 * a signature on three lines is three lines. Indented text is a paragraph, never a block of code,
 * since templates indent their loops.
 */
import MarkdownIt, { type Token } from 'markdown-it';
import type { Marks } from './marks.ts';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });
markdown.disable(['image', 'code', 'fence', 'lheading', 'reference']);
markdown.validateLink = () => true;
markdown.normalizeLink = (url) => url;
markdown.normalizeLinkText = (text) => text;

/** Schemes that a message may link to. */
const schemes = /^(https?:\/\/|mailto:|tel:)/i;

/**
 * Parses a body. Links carry their final address; one with another scheme than http, https, mailto
 * or tel loses it. A value equal to `paymentLink` becomes a link wherever it stands alone.
 */
export function parseMarkdown(body: string, marks: Marks, paymentLink: string | null): readonly Token[] {
  const tokens = markdown.parse(body, {});
  for (const token of tokens) {
    if (token.children === null) continue;
    for (const child of token.children) if (child.type === 'link_open') setAddress(child, marks);
    if (paymentLink !== null && schemes.test(paymentLink))
      token.children = linkValues(token.children, marks, paymentLink);
  }
  return tokens;
}

/** Writes tokens as HTML with the values in it, each tag dressed by `style` (tag name to CSS). */
export function toHtml(
  tokens: readonly Token[],
  marks: Marks,
  style: Readonly<Record<string, string>>,
): string {
  const dress = (token: Token): void => {
    const css = token.nesting === -1 ? undefined : style[token.tag];
    if (css !== undefined) token.attrSet('style', css);
    if (token.type === 'link_open') token.attrSet('class', 'link');
    for (const child of token.children ?? []) dress(child);
  };
  for (const token of tokens) dress(token);
  const html = markdown.renderer.render([...tokens], markdown.options, {});
  return marks.fill(html, (value) => escapeHtml(value).replaceAll('\n', '<br>'));
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** An address that may stand in a link, percent-encoded; null for any other. */
export function safeAddress(address: string): string | null {
  const trimmed = address.trim();
  if (!schemes.test(trimmed)) return null;
  return trimmed.replace(/[\s"'<>\\^`{|}]/g, (character) => encodeURIComponent(character));
}

function setAddress(token: Token, marks: Marks): void {
  const address = safeAddress(marks.fill(String(token.attrGet('href') ?? '')));
  token.attrs = address === null ? [] : [['href', address]];
}

function linkValues(children: readonly Token[], marks: Marks, address: string): Token[] {
  let depth = 0;
  return children.flatMap((child) => {
    depth += child.type === 'link_open' ? 1 : child.type === 'link_close' ? -1 : 0;
    if (child.type !== 'text' || depth > 0) return [child];
    return marks.split(child.content).flatMap((piece) => {
      if (typeof piece === 'string') return [textLike(child, piece)];
      const text = textLike(child, piece.mark);
      return piece.value === address ? [...wrapInLink(child, text, address)] : [text];
    });
  });
}

function textLike(token: Token, content: string): Token {
  return Object.assign(Object.create(Object.getPrototypeOf(token)), token, { content });
}

function* wrapInLink(token: Token, text: Token, address: string): Generator<Token> {
  const tag = { tag: 'a', content: '' };
  const href = safeAddress(address) ?? '';
  yield Object.assign(textLike(token, ''), tag, { type: 'link_open', nesting: 1, attrs: [['href', href]] });
  yield text;
  yield Object.assign(textLike(token, ''), tag, { type: 'link_close', nesting: -1, attrs: null });
}
