import { expect, test } from 'vitest';
import { parseMessageFile } from '../../../engine/message/index.ts';

test('a message file is front matter, then the template', () => {
  const source = '---\r\nsubject: "Facture {{ invoice.number }}"\r\n---\r\n\r\nBonjour,\r\n\r\nMerci.\r\n';

  const parsed = parseMessageFile('messages/relance-1/fr.email.md', source);

  expect(parsed).toEqual({
    message: {
      message: 'relance-1',
      language: 'fr',
      channel: 'email',
      format: 'md',
      subject: 'Facture {{ invoice.number }}',
      body: 'Bonjour,\n\nMerci.',
      path: 'messages/relance-1/fr.email.md',
    },
    lines: { subject: 2, body: 5 },
    problems: [],
  });
});

test('a text without front matter has no subject', () => {
  const parsed = parseMessageFile('messages/rappel/en.sms.txt', 'Pay please.\n');

  expect(parsed.message).toMatchObject({ subject: null, body: 'Pay please.', channel: 'sms' });
});

const refused: readonly (readonly [string, string, string, string])[] = [
  ['another folder', 'texts/a/fr.email.md', 'x', 'message.path'],
  ['a path that climbs', 'messages/../fr.email.md', 'x', 'message.path'],
  ['an unknown channel', 'messages/a/fr.fax.md', 'x', 'message.path'],
  ['front matter without an end', 'messages/a/fr.email.md', '---\nsubject: a\n', 'message.front-matter'],
  ['an unknown key', 'messages/a/fr.email.md', '---\nsubjet: a\n---\n', 'message.front-matter'],
  ['a doubled key', 'messages/a/fr.email.md', '---\nsubject: a\nsubject: b\n---\n', 'message.front-matter'],
  ['an alias', 'messages/a/fr.email.md', '---\nsubject: &a x\nb: *a\n---\n', 'message.front-matter'],
  ['broken YAML', 'messages/a/fr.email.md', '---\nsubject: "a\n---\n', 'message.front-matter'],
  ['a subject that is a list', 'messages/a/fr.email.md', '---\nsubject: [a]\n---\n', 'message.front-matter'],
  ['an enormous text', 'messages/a/fr.email.md', 'x'.repeat(100_001), 'message.size'],
];

test.each(refused)('%s is refused', (_, path, source, code) => {
  const parsed = parseMessageFile(path, source);

  expect(parsed.message).toBeUndefined();
  expect(parsed.problems.map((problem) => problem.code)).toEqual([code]);
});
