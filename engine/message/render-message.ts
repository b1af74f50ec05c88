/**
 * Renders messages: Liquid, then Markdown, then the layout of the channel. One renderer serves one
 * release; it parses each text once. Values are data and appear literally.
 */
import type { Liquid, Template } from 'liquidjs/dist/liquid.browser.mjs';
import type { MessageText, Problem } from '../../schemas/index.ts';
import { createFormats, type Formats } from './format.ts';
import { buildBlocks } from './layout/blocks.ts';
import { emailStyle, layEmail } from './layout/email-layout.ts';
import { layLetter, letterStyle } from './layout/letter-layout.ts';
import { layPlain } from './layout/plain-layout.ts';
import { createLiquid, isTemplateFault, renderWith, type Sink } from './liquid.ts';
import { escapeHtml, parseMarkdown, toHtml } from './markdown.ts';
import { Marks } from './marks.ts';
import { toPlain } from './plain.ts';
import { buildScope } from './scope.ts';
import type { CustomFields, MessageVariables } from './variables.ts';

/** What a message is rendered for. */
export type MessageKind = 'email' | 'sms' | 'letter' | 'registered-letter' | 'call' | 'notify';

export interface RenderedMessage {
  /** One line; null where the text has none. */
  readonly subject: string | null;
  /** A document for email, letters and notices, a fragment for a call's script, null for SMS. */
  readonly html: string | null;
  readonly text: string;
}

export interface RenderOptions {
  readonly language: string;
  readonly kind: MessageKind;
}

export interface MessageRenderer {
  /** A message that passed `checkMessage` renders; for others the problem is returned. */
  render(
    text: MessageText,
    variables: MessageVariables,
    options: RenderOptions,
  ): RenderedMessage | { readonly problem: Problem };
}

interface Parsed {
  readonly text: MessageText;
  readonly subject: readonly Template[] | null;
  readonly body: readonly Template[];
  /** Full paths of the variables that the body uses. */
  readonly printed: ReadonlySet<string>;
}

export function createMessageRenderer(customFields: CustomFields = {}): MessageRenderer {
  const liquid = createLiquid({ lenientFilters: false });
  const cache = new Map<string, Parsed>();
  const formats = new Map<string, Formats>();

  const parsed = (text: MessageText): Parsed => {
    const known = cache.get(text.path);
    if (known !== undefined && known.text.body === text.body && known.text.subject === text.subject)
      return known;
    const made = parse(liquid, text);
    cache.set(text.path, made);
    return made;
  };
  const formatsOf = (language: string): Formats => {
    const known = formats.get(language) ?? createFormats(language);
    formats.set(language, known);
    return known;
  };

  return {
    render(text, variables, options) {
      try {
        const scope = buildScope(variables, customFields, options.language);
        return renderParsed(liquid, parsed(text), scope, variables, formatsOf(options.language), options);
      } catch (error) {
        if (!isTemplateFault(error)) throw error;
        const line = error.token?.getPosition()[0];
        const message = `${text.path} cannot be rendered: ${error.message}`;
        return { problem: { code: 'message.render', message, ...(line === undefined ? {} : { line }) } };
      }
    },
  };
}

function parse(liquid: Liquid, text: MessageText): Parsed {
  const body = liquid.parse(withoutTagLines(text.body, text.format));
  const { globals } = liquid.analyzeSync(body, { partials: false });
  const paths = Object.values(globals)
    .flat()
    .map((variable) => variable.segments.join('.'));
  return {
    text,
    subject: text.subject === null ? null : liquid.parse(text.subject),
    body,
    printed: new Set(paths),
  };
}

/**
 * Takes out the line breaks of lines that hold nothing but tags: in plain text all of them, in
 * Markdown those before a list item or a row of a table, which an empty line would part. Lines that
 * strip white space themselves (`{%-`, `-%}`) are left to their author.
 */
function withoutTagLines(source: string, format: 'md' | 'txt'): string {
  const line = /^[ \t]*((?:\{%(?!-)(?:(?!-?%\}).)*%\}[ \t]*)+)\n/gm;
  const beforeItem = /^[ \t]*((?:\{%(?!-)(?:(?!-?%\}).)*%\}[ \t]*)+)\n(?=[ \t]*(?:[-*+|]|\d+[.)]))/gm;
  return source.replace(format === 'md' ? beforeItem : line, (_, tags: string) => tags.trimEnd());
}

function renderParsed(
  liquid: Liquid,
  { text, subject: subjectTemplate, body, printed }: Parsed,
  scope: object,
  variables: MessageVariables,
  formats: Formats,
  { kind, language }: RenderOptions,
): RenderedMessage {
  const oneLine: Sink = { formats, put: (value) => value.replace(/\s*\n\s*/g, ' ') };
  const subject =
    subjectTemplate === null ? null : tidyLine(renderWith(liquid, subjectTemplate, scope, oneLine));
  if (kind === 'sms') return { subject, html: null, text: tidy(renderWith(liquid, body, scope, oneLine)) };

  const written = renderBody(liquid, text, body, scope, formats, kind, variables.payment.link);
  if (kind === 'call') return { subject, ...written };
  const blocks = buildBlocks(variables, formats, printed, language);
  if (kind === 'email')
    return {
      subject,
      html: layEmail(written.html, blocks, subject ?? '', language),
      text: layPlain(written.text, blocks),
    };
  if (kind === 'notify') {
    const bare = { ...blocks, link: null, bank: [] };
    return {
      subject,
      html: layEmail(written.html, bare, subject ?? '', language),
      text: layPlain(written.text, bare),
    };
  }
  const options = {
    subject: subject ?? '',
    date: formats.date(variables.today),
    language,
    registered: kind === 'registered-letter',
  };
  return {
    subject,
    html: layLetter(written.html, blocks, variables, options),
    text: layPlain(written.text, blocks),
  };
}

function renderBody(
  liquid: Liquid,
  text: MessageText,
  body: readonly Template[],
  scope: object,
  formats: Formats,
  kind: MessageKind,
  link: string | null,
): { readonly html: string; readonly text: string } {
  if (text.format === 'txt') {
    const plain = tidy(renderWith(liquid, body, scope, { formats, put: (value) => value }));
    const paragraphs = plain.split('\n\n').map((part) => escapeHtml(part).replaceAll('\n', '<br>'));
    return {
      html: paragraphs.map((part) => `<p style="${emailStyle.p}">${part}</p>`).join('\n'),
      text: plain,
    };
  }
  const marks = new Marks();
  const source = renderWith(liquid, body, scope, { formats, put: (value) => marks.put(value) });
  const tokens = parseMarkdown(source, marks, link);
  const isLetter = kind === 'letter' || kind === 'registered-letter';
  return {
    text: toPlain(tokens, marks),
    html: toHtml(tokens, marks, isLetter ? letterStyle : emailStyle).trimEnd(),
  };
}

/** No more than one empty line between paragraphs, none at the ends. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function tidyLine(text: string): string {
  return text.replace(/[ \t\n]+/g, ' ').trim();
}
