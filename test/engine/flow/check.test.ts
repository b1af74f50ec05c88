import { describe, expect, test } from 'vitest';
import { checkFlow, formatFlow, isError } from '../../../engine/flow/index.ts';
import { createCatalogue } from '../../../engine/rules/index.ts';
import type { MessageText, TextChannel } from '../../../schemas/index.ts';
import { broken } from '../../broken/index.ts';
import { sound } from '../../broken/sound.ts';

function textFor(message: string, channel: TextChannel): MessageText {
  const path = `messages/${message}/fr.${channel}.md`;
  return { message, channel, language: 'fr', format: 'md', subject: 'Objet', body: 'Bonjour', path };
}

const context = {
  publish: true,
  messages: [textFor('relance-1', 'email'), textFor('relance-2', 'email'), textFor('appel', 'call')],
  languages: ['fr'],
  catalogue: createCatalogue(undefined),
};

test('a sound flow has no problems at all', () => {
  const { problems, flow } = checkFlow(sound, context);

  expect(problems).toEqual([]);
  expect(flow).toEqual(JSON.parse(sound));
  expect(flow && formatFlow(flow)).toBe(sound);
});

describe('refused, with a code and a line:', () => {
  test.each(broken.map(({ what, ...rest }) => [what, rest] as const))('%s', (_what, { text, code, line }) => {
    const { problems, flow } = checkFlow(text, context);

    const lines = text.split('\n').length;
    const errors = problems.filter(isError);
    expect(errors.map((error) => error.code)).toContain(code);
    expect(flow).toBeUndefined();
    for (const problem of problems) {
      expect(problem.line).toBeGreaterThanOrEqual(1);
      expect(problem.line).toBeLessThanOrEqual(lines);
      expect(problem.message).toMatch(/[.?]$|; |customFields/);
    }
    if (line !== undefined)
      expect(errors.filter((error) => error.code === code).map((error) => error.line)).toContain(line);
  });
});

test('the broken documents are many, and each says something of its own', () => {
  const names = broken.map(({ what }) => what);

  expect(names.length).toBeGreaterThanOrEqual(60);
  expect(new Set(names).size).toBe(names.length);
});
