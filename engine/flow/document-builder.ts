import type { Problem } from '../../schemas/index.ts';
import type { FlowCode } from './codes.ts';
import type { Document } from './document.ts';
import { lineAt } from './line-tree.ts';
import { excerpt } from './sentences.ts';
import { kinds, type Token } from './tokens.ts';
import { ValueStack } from './value-stack.ts';

/** What may come next; after a comma (`another …`) a closing bracket comes one comma too late. */
type Expected =
  | 'key'
  | 'another key'
  | 'colon'
  | 'value'
  | 'another value'
  | 'member value'
  | 'comma'
  | 'nothing';

const refusedKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const mostProblems = 100;

/**
 * Builds a value from tokens without recursion. After a comment, a missing or superfluous comma or a key
 * given twice it goes on; after anything that leaves the structure in doubt it gives up.
 */
export class DocumentBuilder {
  readonly #stack = new ValueStack();
  readonly #problems: Problem[] = [];
  readonly #deepest: number;
  #expected: Expected = 'value';
  #doubtful = false;
  gaveUp = false;

  constructor(deepest: number) {
    this.#deepest = deepest;
  }

  result(): Document {
    const { lines, value } = this.#stack;
    return {
      value: this.#doubtful || this.gaveUp ? undefined : value,
      problems: this.#problems,
      lineOf: (pointer) => lineAt(lines, pointer),
    };
  }

  take(token: Token): void {
    if (token.fault !== null) this.#doubt(token, `Here ${token.fault}.`);
    if (token.broken) {
      this.gaveUp = true;
      return;
    }
    switch (token.kind) {
      case kinds.lineComment:
      case kinds.blockComment:
        this.#report('comment', token, 'Comments are not read in a flow; use the key "note" of a step.');
        break;
      case kinds.openBrace:
      case kinds.openBracket:
        this.#open(token, token.kind === kinds.openBrace ? '{' : '[');
        break;
      case kinds.closeBrace:
      case kinds.closeBracket:
        this.#close(token, token.kind === kinds.closeBrace ? '}' : ']');
        break;
      case kinds.comma:
        if (this.#expected === 'comma') this.#expected = this.#isInObject() ? 'another key' : 'another value';
        else this.#unexpected(token);
        break;
      case kinds.colon:
        if (this.#expected === 'colon') this.#expected = 'member value';
        else this.#unexpected(token);
        break;
      case kinds.end:
        this.#end(token);
        break;
      default:
        this.#scalarOrKey(token);
    }
  }

  #scalarOrKey(token: Token): void {
    this.#supplyComma(token);
    if (this.#expected === 'key' || this.#expected === 'another key') this.#takeKey(token);
    else if (this.#expectsValue()) {
      this.#stack.put(this.#read(token), token.line);
      this.#afterValue();
    } else this.#unexpected(token);
  }

  #read(token: Token): unknown {
    switch (token.kind) {
      case kinds.null:
        return null;
      case kinds.true:
        return true;
      case kinds.false:
        return false;
      case kinds.string:
        this.#checkText(token);
        return token.text;
      case kinds.number:
        return this.#number(token);
      default: {
        const accepted = 'write a number, true, false, null or a text in "quotation marks"';
        this.#doubt(token, `${excerpt(token.text)} is no JSON value; ${accepted}.`);
        return null;
      }
    }
  }

  #number(token: Token): number {
    const number = Number(token.text);
    if (Math.abs(number) <= Number.MAX_SAFE_INTEGER) return number;
    const most = Number.MAX_SAFE_INTEGER;
    const text = excerpt(token.text);
    this.#report(
      'number-too-large',
      token,
      `The number ${text} cannot be kept exactly; at most ${most} is read.`,
    );
    return 0;
  }

  #checkText(token: Token): void {
    if (token.text.isWellFormed()) return;
    this.#report('half-character', token, 'This text holds half of a surrogate pair, which is no character.');
  }

  #takeKey(token: Token): void {
    if (token.kind !== kinds.string) {
      this.#giveUp(token, `A key in "quotation marks" is expected, not ${excerpt(token.text)}.`);
      return;
    }
    const refused = refusedKeys.has(token.text);
    const earlier = this.#stack.name(token.text, token.line, refused);
    this.#expected = 'colon';
    this.#checkText(token);
    const key = excerpt(token.text);
    if (refused) this.#report('reserved-key', token, `The key ${key} is reserved; remove it.`);
    if (earlier === undefined) return;
    const lines = `on line ${earlier} and again on line ${token.line}`;
    this.#report('duplicate-key', token, `The key ${key} stands ${lines}; keep one of them.`);
  }

  #open(token: Token, opening: '{' | '['): void {
    this.#supplyComma(token);
    if (!this.#expectsValue()) {
      this.#unexpected(token);
    } else if (this.#stack.depth >= this.#deepest) {
      this.#report('too-deep', token, `Lists and objects lie more than ${this.#deepest} deep in each other.`);
      this.gaveUp = true;
    } else {
      this.#stack.push(opening, token.line);
      this.#expected = opening === '[' ? 'value' : 'key';
    }
  }

  #close(token: Token, closing: '}' | ']'): void {
    const midMember = this.#expected === 'colon' || this.#expected === 'member value';
    if (this.#stack.open?.closing !== closing || midMember) {
      this.#unexpected(token);
      return;
    }
    if (this.#expected === 'another key' || this.#expected === 'another value') {
      this.#report('trailing-comma', token, `Remove the comma before this "${closing}".`);
    }
    this.#stack.pop();
    this.#afterValue();
  }

  #end(token: Token): void {
    if (this.#expected === 'nothing') return;
    const { open } = this.#stack;
    const opening = open?.closing === '}' ? '{' : '[';
    const missing =
      open === undefined ? 'A value is missing' : `The "${opening}" of line ${open.line} is not closed`;
    this.#giveUp(token, `The text stops too early. ${missing}.`);
  }

  #afterValue(): void {
    this.#expected = this.#stack.depth === 0 ? 'nothing' : 'comma';
  }

  #expectsValue(): boolean {
    return ['value', 'another value', 'member value'].includes(this.#expected);
  }

  #isInObject(): boolean {
    return this.#stack.open?.closing === '}';
  }

  /** Goes on as if the comma were there that is missing before a value or key. */
  #supplyComma(token: Token): void {
    if (this.#expected !== 'comma') return;
    this.#report('syntax', token, 'A comma is missing before this.');
    this.#expected = this.#isInObject() ? 'another key' : 'another value';
  }

  #unexpected(token: Token): void {
    const key = excerpt(this.#stack.open?.key ?? '');
    const wanted: Readonly<Record<Expected, string>> = {
      key: 'a key in "quotation marks" or "}"',
      'another key': 'a key in "quotation marks"',
      colon: `a colon after the key ${key}`,
      value: this.#stack.depth === 0 ? 'a value' : 'a value or "]"',
      'another value': 'a value',
      'member value': `a value for the key ${key}`,
      comma: `a comma or "${this.#stack.open?.closing ?? ''}"`,
      nothing: 'nothing more, because a flow is one JSON object',
    };
    this.#giveUp(token, `Expected here: ${wanted[this.#expected]}.`);
  }

  #doubt(token: Token, message: string): void {
    this.#doubtful = true;
    this.#report('syntax', token, message);
  }

  #giveUp(token: Token, message: string): void {
    this.#report('syntax', token, message);
    this.gaveUp = true;
  }

  #report(code: FlowCode, token: Token, message: string): void {
    if (this.#problems.length >= mostProblems) this.gaveUp = true;
    else {
      const path = this.#stack.pointer;
      this.#problems.push({ code, message, path, line: token.line, severity: 'error' });
    }
  }
}
