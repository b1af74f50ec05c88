/** The documents say what is there: links lead somewhere, examples pass, both languages say as much. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { checkFlow } from '../../engine/flow/index.ts';
import {
  checkMessage,
  filterNames,
  messageVariables,
  parseMessageFile,
  tagNames,
} from '../../engine/message/index.ts';
import { builtInFacts } from '../../engine/rules/facts.ts';
import { defaultPolicies, stepKinds, tones } from '../../schemas/index.ts';
import { commands } from '../../server/cli/commands/index.ts';
import type { Cli } from '../../server/cli/io.ts';
import { exampleWorkspace, loadWorkspace } from '../../server/workspace/index.ts';
import {
  fencesOf,
  headingsOf,
  type Page,
  pairs,
  readPage,
  readPages,
  root,
  sectionOf,
  withoutFences,
} from './pages.ts';

const pages = await readPages();
const { context } = await loadWorkspace(await exampleWorkspace());

describe('the documents', () => {
  test.each(pages)('every relative link of $path leads somewhere', async (page) => {
    const links = [...withoutFences(page.text).matchAll(/\]\(([^)\s]+)\)/g)].map(({ 1: link = '' }) => link);

    const broken = await Promise.all(
      links.map(async (link) => ((await leadsSomewhere(page, link)) ? null : link)),
    );

    expect(broken.filter((link) => link !== null)).toEqual([]);
  });

  const examples = pages.flatMap((page) =>
    fencesOf(page)
      .filter(({ info }) => info === 'json flow' || info === 'json steps')
      .map(({ info, body, line }) => ({ place: `${page.path}:${line}`, info, body })),
  );

  test.each(examples)('the $info at $place passes the check', ({ info, body }) => {
    const text = info === 'json flow' ? body : flowAround(body);

    const { problems } = checkFlow(text, { ...context, publish: true });

    expect(problems).toEqual([]);
  });

  const texts = pages.flatMap((page) =>
    fencesOf(page)
      .filter(({ info }) => info === 'liquid')
      .map(({ body, line }) => ({ place: `${page.path}:${line}`, body })),
  );

  test.each(texts)('the text at $place passes the check', ({ body }) => {
    const channel = body.startsWith('---') ? 'email' : 'call';

    const { message, problems } = parseMessageFile(`messages/example/en.${channel}.md`, body);

    expect(problems).toEqual([]);
    expect(message === undefined ? null : checkMessage(message, {})).toEqual([]);
  });

  test('list every code of a problem', () => {
    const check = () =>
      execFileSync(process.execPath, ['scripts/problem-docs.ts', '--check'], { cwd: root, stdio: 'pipe' });

    expect(check).not.toThrow();
  });

  const others = pages.flatMap((page) =>
    fencesOf(page)
      .filter(({ info }) => info === 'json')
      .map(({ body, line }) => ({ place: `${page.path}:${line}`, body })),
  );

  test.each(others)('the JSON at $place can be read', ({ body }) => {
    expect(() => JSON.parse(body)).not.toThrow();
  });
});

describe('both languages', () => {
  test('have the same pages', async () => {
    const english = (await readdir(join(root, 'docs/en'))).sort();
    const french = (await readdir(join(root, 'docs/fr'))).sort();

    expect(english).toEqual(pairs.map(([name]) => `${name}.md`).sort());
    expect(french).toEqual(pairs.map(([, name]) => `${name}.md`).sort());
  });

  test.each(pairs)('%s and %s have the same headings and examples', async (english, french) => {
    const [one, other] = await Promise.all([
      readPage(`docs/en/${english}.md`),
      readPage(`docs/fr/${french}.md`),
    ]);

    expect(outline(other)).toEqual(outline(one));
  });
});

describe.each(['docs/en/flows.md', 'docs/fr/scenarios.md'])('%s', (path) => {
  const names = [
    ...stepKinds,
    ...Object.keys(defaultPolicies),
    ...builtInFacts.map(({ name }) => name),
    ...tones,
  ];

  test('names every kind of step, policy, fact and tone', async () => {
    const { text } = await readPage(path);

    const missing = names.filter((name) => !text.includes(`\`${name}\``));

    expect(missing).toEqual([]);
  });
});

describe.each(['docs/en/messages.md', 'docs/fr/messages.md'])('%s', (path) => {
  const names = [
    ...messageVariables.map(({ name }) => name),
    ...filterNames,
    ...tagNames.filter((name) => name !== '#'),
  ];

  test('names every variable, filter and tag', async () => {
    const { text } = await readPage(path);

    const missing = names.filter((name) => !text.includes(`\`${name}\``));

    expect(missing).toEqual([]);
  });
});

describe.each(['docs/en/command-line.md', 'docs/fr/en-ligne-de-commande.md'])('%s', (path) => {
  const program = programOf();

  test.each(program.commands.map((command) => ({ name: command.name(), command })))(
    'tells of palier $name with its options',
    async ({ name, command }) => {
      const section = sectionOf(await readPage(path), (title) => title.startsWith(`\`palier ${name}`)) ?? '';
      const words = [command, ...command.commands].flatMap((one) =>
        one.options.map(({ long }) => long ?? ''),
      );

      const missing = words.filter((word) => !section.includes(word));

      expect({ section: section === '' ? 'missing' : 'there', missing }).toEqual({
        section: 'there',
        missing: [],
      });
    },
  );

  test('tells of no command that does not exist', async () => {
    const known = program.commands.map((command) => command.name());

    const told = headingsOf(await readPage(path)).flatMap(
      ({ title }) => /^`palier ([a-z-]+)/.exec(title)?.[1] ?? [],
    );

    expect(told.filter((name) => !known.includes(name))).toEqual([]);
  });
});

/** The levels of the headings and the kinds of the examples, in order. */
function outline(page: Page): unknown {
  return {
    headings: headingsOf(page).map(({ level }) => level),
    examples: fencesOf(page).map(({ info }) => info),
  };
}

async function leadsSomewhere({ path, text }: Page, link: string): Promise<boolean> {
  if (/^[a-z]+:/.test(link)) return true;
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? path : join(dirname(path), file);
  if (!existsSync(join(root, target))) return false;
  if (anchor === undefined) return true;
  const page = file === '' ? { path, text } : await readPage(target);
  return headingsOf(page).some((heading) => heading.anchor === anchor);
}

/** A flow of the steps of an example, in which every step that is only named is an end. */
function flowAround(steps: string): string {
  const own = JSON.parse(steps) as readonly { readonly id: string }[];
  const named = [
    ...steps.matchAll(/"(?:next|else|unknown|timeout|approved|refused|bounced|unreachable)": "([^"]+)"/g),
  ];
  const ids = new Set(own.map(({ id }) => id));
  const ends = new Set(named.map(({ 1: id = '' }) => id).filter((id) => !ids.has(id)));
  return JSON.stringify({
    id: 'example',
    name: 'Example',
    currency: 'EUR',
    start: own[0]?.id,
    steps: [...own, ...[...ends].map((id) => ({ id, kind: 'end' }))],
  });
}

/** The program's commands as they are declared; nothing is run. */
function programOf(): Command {
  const cli = {
    ...{ out() {}, err() {}, exit() {}, cwd: root, env: {}, now: () => 0, isTty: false, columns: 80 },
    ...{ language: 'en', say: (words: { readonly en: string }) => words.en },
  } as Cli;
  const program = new Command('palier');
  for (const command of commands) command(program, cli);
  return program;
}
