import { diff } from 'node:util';

const marks = { ours: '<<<<<<< ours', middle: '=======', theirs: '>>>>>>> theirs' };

/** One text out of two, with git's marks around what differs. */
export function marked(ours: string, theirs: string): string {
  const lines: string[] = [];
  let [mine, yours]: [string[], string[]] = [[], []];
  const close = () => {
    if (mine.length + yours.length > 0) lines.push(marks.ours, ...mine, marks.middle, ...yours, marks.theirs);
    [mine, yours] = [[], []];
  };
  for (const [operation, line] of diff(linesOf(ours), linesOf(theirs))) {
    if (operation === 1) mine.push(line);
    else if (operation === -1) yours.push(line);
    else {
      close();
      lines.push(line);
    }
  }
  close();
  return `${lines.join('\n')}\n`;
}

/** Two whole texts beside each other: for what cannot be read as flows. */
export function markedWhole(ours: string, theirs: string): string {
  const parts = [marks.ours, ...linesOf(ours), marks.middle, ...linesOf(theirs), marks.theirs];
  return ours === theirs ? ours : `${parts.join('\n')}\n`;
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
