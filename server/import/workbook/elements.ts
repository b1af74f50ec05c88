import { SaxesParser } from 'saxes';
import { WorkbookError } from './archive.ts';

/** What is done with the elements of a part; names without their prefix. */
export interface Reader {
  open(name: string, attribute: (name: string) => string | undefined): void;
  text(text: string): void;
  /** Answers true where the rest of the part does not matter. */
  close(name: string): boolean;
}

/**
 * Reads a part's XML piece by piece. Entities of its own are none of a workbook's business: a part that
 * declares any, as a bomb does, is refused. A part that is not there has no elements.
 *
 * @throws WorkbookError `damaged`
 */
export async function readElements(pieces: AsyncIterable<string>, reader: Reader): Promise<void> {
  const parser = new SaxesParser({ position: false, xmlns: false });
  let done = false;
  parser.on('doctype', () => {
    throw new WorkbookError('damaged');
  });
  parser.on('error', () => {
    if (!done) throw new WorkbookError('damaged');
  });
  parser.on('opentag', ({ name, attributes }) => {
    if (!done) reader.open(local(name), (wanted) => attributes[wanted] ?? prefixed(attributes, wanted));
  });
  parser.on('text', (text) => {
    if (!done) reader.text(text);
  });
  parser.on('cdata', (text) => {
    if (!done) reader.text(text);
  });
  parser.on('closetag', ({ name }) => {
    done ||= reader.close(local(name));
  });
  let isThere = false;
  for await (const piece of pieces) {
    isThere = true;
    parser.write(piece);
    if (done) return;
  }
  if (isThere) parser.close();
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** `r:id` under whatever prefix the part has for it. */
function prefixed(attributes: Readonly<Record<string, string>>, wanted: string): string | undefined {
  if (!wanted.includes(':')) return undefined;
  const end = wanted.slice(wanted.indexOf(':'));
  return Object.entries(attributes).find(([name]) => name.endsWith(end))?.[1];
}
