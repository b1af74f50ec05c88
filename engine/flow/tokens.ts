import { createScanner } from 'jsonc-parser';

/** Kinds of token, by the numbers of the scanner; its own names exist only while compiling. */
export const kinds = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  blank: 15,
  unknown: 16,
  end: 17,
} as const;

export interface Token {
  readonly kind: number;
  /** The text as written; for a string what it says, without quotation marks and escapes. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
  /** What is wrong inside the token, in words; null where nothing is. */
  readonly fault: string | null;
  /** True where the token does not end, so that nothing sensible can follow. */
  readonly broken: boolean;
}

const unclosedComment = 1;
const unclosedText = 2;

const faults: Readonly<Record<number, string>> = {
  [unclosedComment]: 'a comment is not closed',
  [unclosedText]: 'a text is not closed with a quotation mark on its line',
  3: 'a number stops in its middle',
  4: 'a \\u escape needs four hexadecimal digits',
  5: 'a backslash may stand before " \\ / b f n r t u only',
  6: 'a character that JSON does not allow; write control characters as \\n, \\t or \\u0000',
};

/** The tokens of a text in order, without blanks; the last one is the end. */
export function* readTokens(text: string): Generator<Token> {
  const scanner = createScanner(text, false);
  for (;;) {
    const kind: number = scanner.scan();
    if (kind === kinds.lineBreak || kind === kinds.blank) continue;
    const error: number = scanner.getTokenError();
    yield {
      kind,
      text: scanner.getTokenValue(),
      line: scanner.getTokenStartLine() + 1,
      fault: error === 0 ? null : (faults[error] ?? 'this is no JSON'),
      broken: error === unclosedComment || error === unclosedText,
    };
    if (kind === kinds.end) return;
  }
}
