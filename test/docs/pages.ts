import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The pages of the guide, English name and French name: both languages hold the same. */
export const pairs = [
  ['getting-started', 'premiers-pas'],
  ['importing', 'importer'],
  ['flows', 'scenarios'],
  ['messages', 'messages'],
  ['what-leaves', 'ce-qui-part'],
  ['daily-work', 'au-quotidien'],
  ['command-line', 'en-ligne-de-commande'],
  ['installing', 'installer'],
  ['safekeeping', 'surete'],
  ['observability', 'observabilite'],
  ['temporal', 'temporal'],
  ['scale', 'grandes-quantites'],
  ['deploy', 'deployer'],
  ['problems', 'problemes'],
] as const;

export const root = join(import.meta.dirname, '../..');

export interface Page {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

export async function readPage(path: string): Promise<Page> {
  return { path, text: await readFile(join(root, path), 'utf8') };
}

/** The README, the index, and every page of the guide. */
export async function readPages(): Promise<readonly Page[]> {
  const folders = ['docs', 'docs/en', 'docs/fr'];
  const found = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(join(root, folder)))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `${folder}/${name}`),
    ),
  );
  return Promise.all(['README.md', ...found.flat()].map(readPage));
}

export interface Fence {
  /** What stands behind the three marks, such as `json flow`. */
  readonly info: string;
  readonly body: string;
  readonly line: number;
}

/** The fenced blocks of a page. */
export function fencesOf({ text }: Page): readonly Fence[] {
  const blocks = text.matchAll(/^```([^\n]*)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(({ 1: info = '', 2: body = '', index }) => ({
    info: info.trim(),
    body,
    line: text.slice(0, index).split('\n').length,
  }));
}

export interface Heading {
  readonly level: number;
  readonly title: string;
  /** As a link names it. */
  readonly anchor: string;
}

/** The headings of a page, those in fenced blocks left out. */
export function headingsOf({ text }: Page): readonly Heading[] {
  return [...withoutFences(text).matchAll(/^(#{1,6}) (.+)$/gm)].map(({ 1: marks = '', 2: title = '' }) => ({
    level: marks.length,
    title,
    anchor: anchorOf(title),
  }));
}

export function withoutFences(text: string): string {
  return text.replace(/^```[^\n]*\n[\s\S]*?^```$/gm, '');
}

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
}

/** The part of a page that stands under a heading, up to the next of its level or above. */
export function sectionOf(page: Page, isHeading: (title: string) => boolean): string | null {
  const lines = page.text.split('\n');
  let inFence = false;
  let level = 0;
  const kept: string[] = [];
  for (const line of lines) {
    if (line.startsWith('```')) inFence = !inFence;
    const [, marks = '', title = ''] = (inFence ? null : /^(#{1,6}) (.+)$/.exec(line)) ?? [];
    if (level > 0 && marks !== '' && marks.length <= level) break;
    if (level === 0 && title !== '' && isHeading(title)) level = marks.length;
    if (level > 0) kept.push(line);
  }
  return level === 0 ? null : kept.join('\n');
}
