/**
 * Values in a Markdown body. The template prints a mark in the place of each value, Markdown is
 * parsed with the marks in it, and the values are put in last. So nothing in a name or a number
 * can be read as markup.
 */
const open = '\ue000';
const close = '\ue001';
const pattern = /\ue000(\d+)\ue001/gu;

/** Takes marks out of a text that must not have any. */
export function withoutMarks(text: string): string {
  return text.replace(/[\ue000\ue001]/gu, '');
}

export class Marks {
  readonly values: string[] = [];

  /** Keeps a value and returns its mark. */
  put(value: string): string {
    this.values.push(value);
    return `${open}${this.values.length - 1}${close}`;
  }

  /** Puts the values in, each one written by `write`. */
  fill(text: string, write: (value: string) => string = (value) => value): string {
    return text.replace(pattern, (_, index: string) => write(this.values[Number(index)] ?? ''));
  }

  /** Splits a text into pieces without marks and values: `['Lien : ', { value }, '.']`. */
  split(text: string): readonly (string | { readonly mark: string; readonly value: string })[] {
    return text
      .split(/(\ue000\d+\ue001)/u)
      .filter((piece) => piece !== '')
      .map((piece) => (piece.startsWith(open) ? { mark: piece, value: this.fill(piece) } : piece));
  }
}
