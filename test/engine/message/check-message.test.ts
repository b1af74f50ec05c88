import { expect, test } from 'vitest';
import {
  checkMessage,
  createMessageRenderer,
  messageVariables,
  parseMessageFile,
  sampleVariables,
} from '../../../engine/message/index.ts';
import type { MessageText } from '../../../schemas/index.ts';

const text = (body: string): MessageText => ({
  message: 'relance-1',
  language: 'fr',
  channel: 'email',
  format: 'md',
  subject: 'Facture',
  body,
  path: 'messages/relance-1/fr.email.md',
});

const problemsOf = (body: string) =>
  checkMessage(text(body), { invoice: { chantier: { type: 'text' } } }).map(({ code, message, line }) => [
    code,
    line,
    message,
  ]);

test('a message that uses the catalogue has no problem', () => {
  const body = `{% if grouped %}{% for i in invoices %}{{ i.number }} {{ i.custom.chantier }} {{ forloop.index }}{% endfor %}{% endif %}
{% assign days = invoice.daysLate %}{{ days }} {{ invoices.size }} {{ invoices[0].open | money }} {{ invoice.custom.chantier | upcase }}`;

  expect(problemsOf(body)).toEqual([]);
});

test.each([
  ['{{ 1 | date }}', 1, 'the template cannot be written: "1" is no date; pass one like dueOn'],
  ['Bonjour,\n\n{{ customer.name | date }}', 3, '"Menuiserie Morel" is no date'],
  ['{{ invoice.dueOn | date: "tiny" }}', 1, 'date knows "long" and "short", not "tiny"'],
  ['{{ invoice.custom.chantier | date }}', 1, '"Atelier" is no date'],
  ['{% if grouped %}{{ customer.number | date }}{% endif %}', 1, '"C-0412" is no date'],
])('%s is found though its names are known', (body, line, said) => {
  expect(problemsOf(body)).toEqual([['message.render', line + 3, expect.stringContaining(said)]]);
});

test('every variable of the catalogue but the list can be printed', () => {
  const names = messageVariables.filter(({ type }) => type !== 'list').map(({ name }) => name);
  const all = text(names.map((name) => `{{ ${name} }}`).join('\n\n'));

  const problems = checkMessage(all, {});
  const rendered = createMessageRenderer().render(all, sampleVariables, { language: 'fr', kind: 'email' });

  expect(problems).toEqual([]);
  expect(rendered).not.toHaveProperty('problem');
});

test('each unknown name is found, with its line and the nearest right one', () => {
  const body =
    '{{ invoice.numbr }}\n{{ invoice.open | mony }}\n{% if promis.date %}{% endif %}\n{{ invoice }}';

  expect(problemsOf(body)).toEqual([
    ['message.variable', 4, 'there is no variable "invoice.numbr"; did you mean "invoice.number"?'],
    ['message.filter', 5, 'there is no filter "mony"; did you mean "money"?'],
    ['message.variable', 6, 'there is no variable "promis.date"; did you mean "promise.date"?'],
    ['message.variable', 7, '"invoice" holds several values; write one of them, such as invoice.number'],
  ]);
});

test('a loop over the invoices is checked like an invoice', () => {
  const problems = problemsOf('{% for i in invoices %}{{ i.nummber }}{{ forloop.idx }}{% endfor %}');

  expect(problems.map(([, , message]) => message)).toEqual([
    'there is no variable "i.nummber"; did you mean "invoice.number"?',
    'there is no variable "forloop.idx"',
  ]);
});

test.each(['include "x"', 'render "x"', 'layout "x"', 'capture x', 'echo x', 'cycle "a"', 'liquid'])(
  'the tag {%% %s %%} is refused',
  (tag) => {
    const [problem] = problemsOf(`Bonjour\n{% ${tag} %}`);

    expect(problem?.slice(0, 2)).toEqual(['message.tag', 5]);
  },
);

test.each(['raw', 'escape', 'json', 'sample', 'where_exp', 'strip_html', 'newline_to_br'])(
  'the filter %s is refused',
  (filter) => {
    expect(problemsOf(`{{ customer.name | ${filter} }}`).map(([code]) => code)).toEqual(['message.filter']);
  },
);

test('broken syntax is one problem with its line', () => {
  expect(problemsOf('a\n{% if grouped %}')).toEqual([
    ['message.syntax', 5, 'the template breaks off: tag {% if grouped %} not closed'],
  ]);
});

test('an email without a subject is refused, an SMS is not', () => {
  const email = { ...text('Bonjour'), subject: null };

  expect(checkMessage(email, {}).map(({ code }) => code)).toEqual(['message.subject']);
  expect(checkMessage({ ...email, channel: 'sms' }, {})).toEqual([]);
});

test('lines are those of the file', () => {
  const parsed = parseMessageFile(
    'messages/a/fr.email.md',
    '---\n# a remark\nsubject: "{{ invoice.nombre }}"\n---\n\n\n{{ foo }}\n',
  );
  if (parsed.message === undefined) throw new Error('not parsed');

  const problems = checkMessage(parsed.message, {}, parsed.lines);

  expect(problems.map(({ path, line }) => [path, line])).toEqual([
    ['/subject', 3],
    ['/body', 7],
  ]);
});

test('a filter with a character that nobody sees is refused, and the character shown', () => {
  const [problem] = checkMessage(text('{{ invoice.dueOn | date\ufeff }}'), {});

  expect(problem?.message).toContain('there is no filter "date\\ufeff"');
});

test('a loop over nothing that there is can be checked', () => {
  expect(() => checkMessage(text('{% for a in b in invoices %}{% endfor %}'), {})).not.toThrow();
});
