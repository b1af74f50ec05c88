/** Text without what steers a terminal: a name from a file must not colour or clear the screen. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, '·');
}

const invisible = /\p{M}|[\u200b-\u200d]|\ufe0f/gu;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu;

const colours = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');
/** Latin letters, accents included, and the signs of our own sentences: one column each. */
const narrow = /^[\u0020-\u007e\u00a0-\u02ff\u2010-\u2027\u202f-\u2044\u20ac\u2190-\u21ff\u2212]*$/;

/** How many columns of a terminal a text takes, colours left out. */
export function widthOf(text: string): number {
  if (narrow.test(text)) return text.length;
  const bare = text.replace(colours, '').replace(invisible, '');
  return [...bare].length + (bare.match(wide)?.length ?? 0);
}

/** Pads a text with spaces to a width; a longer one stays as it is. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** Breaks a text at spaces into lines of a width at most; a longer word is broken where it must be. */
export function wrap(text: string, width: number): readonly string[] {
  const most = Math.max(8, width);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => pieces(one, most))) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function pieces(word: string, width: number): readonly string[] {
  if (widthOf(word) <= width) return [word];
  const characters = [...word];
  return Array.from({ length: Math.ceil(characters.length / width) }, (_, index) =>
    characters.slice(index * width, (index + 1) * width).join(''),
  );
}

/** The lines of a text, each after an indent. */
export function indented(text: string, indent: string, width: number): readonly string[] {
  return wrap(text, width - indent.length).map((line) => indent + line);
}
