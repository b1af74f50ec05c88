import { type Archive, WorkbookError } from './archive.ts';
import { unescaped } from './cell.ts';
import { readElements } from './elements.ts';

/** In all texts together: of half a million lines with a dozen texts each. */
const mostCharacters = 200_000_000;

/** The texts that cells share, by their place; rich text without its looks, ruby readings left out. */
export async function readStrings(archive: Archive): Promise<readonly string[]> {
  const strings: string[] = [];
  let parts = '';
  let characters = 0;
  let inText = false;
  let inRuby = false;
  await readElements(archive.read('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') parts = '';
      else if (name === 'rPh') inRuby = true;
      else if (name === 't') inText = !inRuby;
    },
    text(text) {
      if (!inText) return;
      characters += text.length;
      if (characters > mostCharacters) throw new WorkbookError('tooManyCells');
      parts += text;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inRuby = false;
      else if (name === 'si') strings.push(unescaped(parts));
      if (strings.length > mostCharacters / 40) throw new WorkbookError('tooManyCells');
      return false;
    },
  });
  return strings;
}
