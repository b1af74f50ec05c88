import { checkMessage, type MessageLines, parseMessageFile } from '../../engine/message/index.ts';
import type { MessageText, Workspace } from '../../schemas/index.ts';
import type { TextFile } from './read-files.ts';
import { inFile, type WorkspaceProblem } from './workspace-problem.ts';

export interface Texts {
  readonly messages: readonly MessageText[];
  /** Where subject and body begin, by the path of the file. */
  readonly lines: ReadonlyMap<string, MessageLines>;
  /** Files that are there and cannot be read: flows that use them have no fault of their own. */
  readonly unread: readonly MessageText[];
  readonly problems: readonly WorkspaceProblem[];
}

/** Reads and checks the files of `messages/`. */
export function readTexts(files: readonly TextFile[], customFields: Workspace['customFields']): Texts {
  const lines = new Map<string, MessageLines>();
  const messages: MessageText[] = [];
  const unread: MessageText[] = [];
  const problems: WorkspaceProblem[] = [];
  for (const { path, text } of files) {
    const parsed = parseMessageFile(path, text);
    problems.push(...inFile(path, parsed.problems.map(finished)));
    if (parsed.message === undefined) {
      unread.push(...standIn(path));
      continue;
    }
    messages.push(parsed.message);
    if (parsed.lines !== undefined) lines.set(path, parsed.lines);
    const found = checkMessage(parsed.message, customFields ?? {}, parsed.lines);
    problems.push(...inFile(path, found.map(finished)));
  }
  return { messages, lines, unread, problems };
}

/** Sentences of messages are clauses; here they stand alone. */
function finished<P extends { readonly message: string }>(problem: P): P {
  const text = problem.message.charAt(0).toUpperCase() + problem.message.slice(1);
  return { ...problem, message: /[.?]$/.test(text) ? text : `${text}.` };
}

/** A text in the place of one that cannot be read. */
function standIn(path: string): readonly MessageText[] {
  const [, message, language, channel] = /^messages\/([^/]+)\/([a-z]{2})\.([a-z]+)\./.exec(path) ?? [];
  if (message === undefined || language === undefined) return [];
  const format = path.endsWith('.txt') ? 'txt' : 'md';
  return [
    { message, language, channel: channel as MessageText['channel'], format, subject: null, body: '', path },
  ];
}
