/**
 * Names that say nothing, the same for the same text throughout one history: numbers for numbers, ids of
 * Temporal's kind for such ids. The order of their first appearance gives them, so that the same run
 * recorded twice gets the same ones.
 */
export interface Pseudonyms {
  of(text: string): string;
  /** For texts that several ids make up, such as `412-1/relance-1/1/4`: each part alone. */
  ofParts(text: string): string;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * @param run Id of the run, `<row>-<cycle>`; it becomes `1-1`.
 * @param keeps Parts that stay as they are.
 */
export function createPseudonyms(run: string, keeps: (part: string) => boolean): Pseudonyms {
  const known = new Map<string, string>([[run, '1-1']]);
  const counts = { number: 0, uuid: 0, text: 0 };

  function of(text: string): string {
    const name = known.get(text) ?? make(text);
    known.set(text, name);
    return name;
  }

  function make(text: string): string {
    if (text === '') return text;
    if (/^\d+$/.test(text)) return String(++counts.number);
    if (uuid.test(text)) return `00000000-0000-4000-8000-${String(++counts.uuid).padStart(12, '0')}`;
    return `x${++counts.text}`;
  }

  /** In a command's id, `<run>/<step>/<visit>/<counter>`, the numbers are the engine's own. */
  function ofParts(text: string): string {
    const [first = '', ...rest] = text.split('/');
    const isCommand = first === run && rest.length > 0;
    const name = (part: string) => (keeps(part) || (isCommand && /^\d+$/.test(part)) ? part : of(part));
    return [first === run ? of(first) : name(first), ...rest.map(name)].join('/');
  }

  return { of, ofParts };
}
