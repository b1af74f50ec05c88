/** A sentence in both languages of the screens. */
export interface Words {
  readonly fr: string;
  readonly en: string;
}

/** Why something was not done; each kind has one HTTP status and one exit code. */
export type RefusalCode =
  /** What was given cannot be read, or makes no sense. */
  | 'not-acceptable'
  /** Nothing has that name. */
  | 'not-found'
  /** Several things have that name. */
  | 'ambiguous'
  /** Somebody else was first, or the thing is not in a state that allows it. */
  | 'conflict'
  /** A fault of ours or of the machine. */
  | 'failed';

/** An expected fault that ends an operation; its sentence says what would be accepted. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly words: Words;

  constructor(code: RefusalCode, words: Words) {
    super(words.en);
    this.name = 'Refusal';
    this.code = code;
    this.words = words;
  }
}
