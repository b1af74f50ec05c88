import { parseDocument } from 'yaml';
import {
  FrontMatter,
  type MessageText,
  type Problem,
  type TextChannel,
  textChannels,
} from '../../schemas/index.ts';
import type { MessageCode } from './codes.ts';
import { withoutMarks } from './marks.ts';

/** 1-based lines of the file at which the subject and the body begin. */
export interface MessageLines {
  readonly subject: number;
  readonly body: number;
}

export interface ParsedMessageFile {
  readonly message?: MessageText;
  readonly lines?: MessageLines;
  readonly problems: readonly Problem[];
}

const maxSize = 100_000;
const maxFrontMatter = 4_000;

const pathPattern = /^messages\/([a-z0-9][a-z0-9-]{0,62})\/([a-z]{2})\.([a-z]+)\.(md|txt)$/;

/**
 * Reads `messages/<id>/<language>.<channel>.(md|txt)`: front matter between two `---` lines, then
 * the Liquid source. `path` is relative to the workspace, with `/`. The body's template is not
 * looked at: `checkMessage` does that.
 */
export function parseMessageFile(path: string, text: string): ParsedMessageFile {
  const [, message, language, channel, format] = pathPattern.exec(path) ?? [];
  if (message === undefined || language === undefined || !isChannel(channel) || !isFormat(format))
    return refuse(
      'message.path',
      `"${path}" is no message file; name it messages/<id>/<language>.<channel>.md or .txt, with the channel ${textChannels.join(', ')}`,
    );
  if (text.length > maxSize)
    return refuse('message.size', `${path} has ${text.length} characters; at most ${maxSize} are read`);

  const source = withoutMarks(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const parts = splitFrontMatter(source);
  if (parts === null)
    return refuse(
      'message.front-matter',
      'the front matter has no end; close it with a line of three hyphens',
      1,
    );
  const front = readFrontMatter(parts.front);
  if ('problem' in front) return { problems: [front.problem] };

  const body = parts.body.replace(/^(?:[ \t]*\n)+/, '');
  const skipped = parts.body.length - body.length;
  return {
    message: {
      message,
      language,
      channel,
      format,
      subject: front.subject ?? null,
      body: body.trimEnd(),
      path,
    },
    lines: {
      subject: 1 + Math.max(1, parts.front.split('\n').findIndex((line) => line.startsWith('subject')) + 1),
      body: parts.bodyLine + parts.body.slice(0, skipped).split('\n').length - 1,
    },
    problems: [],
  };
}

function isChannel(channel: string | undefined): channel is TextChannel {
  return (textChannels as readonly (string | undefined)[]).includes(channel);
}

function isFormat(format: string | undefined): format is 'md' | 'txt' {
  return format === 'md' || format === 'txt';
}

function refuse(code: MessageCode, message: string, line?: number): ParsedMessageFile {
  return { problems: [{ code, message, ...(line === undefined ? {} : { line }) }] };
}

/** Null where the front matter is opened and never closed. */
function splitFrontMatter(source: string): { front: string; body: string; bodyLine: number } | null {
  if (!/^---[ \t]*(\n|$)/.test(source)) return { front: '', body: source, bodyLine: 1 };
  const lines = source.split('\n');
  const end = lines.findIndex((line, index) => index > 0 && /^---[ \t]*$/.test(line));
  if (end === -1) return null;
  return { front: lines.slice(1, end).join('\n'), body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}

function readFrontMatter(front: string): FrontMatter | { readonly problem: Problem } {
  const code: MessageCode = 'message.front-matter';
  if (front.length > maxFrontMatter)
    return {
      problem: { code, message: `the front matter is longer than ${maxFrontMatter} characters`, line: 1 },
    };
  const document = parseDocument(front, { schema: 'core', prettyErrors: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = 1 + (error.linePos?.[0].line ?? 1);
    const reason = error.message.split(/ at line \d|\n/)[0] ?? '';
    return { problem: { code, message: `the front matter is no YAML: ${reason}`, line } };
  }
  try {
    const parsed = FrontMatter.safeParse(document.toJS({ maxAliasCount: 0 }) ?? {});
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const path = `/${(issue?.path ?? []).join('/')}`;
    const message = `the front matter may hold a subject of 1 to 300 characters only: ${issue?.message ?? ''}`;
    return { problem: { code, message, path, line: 1 } };
  } catch {
    return {
      problem: { code, message: 'the front matter may not use aliases; write the text out', line: 1 },
    };
  }
}
