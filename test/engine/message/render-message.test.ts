import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  createMessageRenderer,
  type MessageKind,
  type MessageVariables,
  type RenderedMessage,
  sampleVariables,
} from '../../../engine/message/index.ts';
import type { MessageText } from '../../../schemas/index.ts';

const text = (body: string, more: Partial<MessageText> = {}): MessageText => ({
  message: 'relance-1',
  language: 'fr',
  channel: 'email',
  format: 'md',
  subject: 'Facture {{ invoice.number }}',
  body,
  path: 'messages/relance-1/fr.email.md',
  ...more,
});

interface Options {
  readonly variables?: MessageVariables;
  readonly language?: string;
  readonly kind?: MessageKind;
}

function render(message: MessageText, options: Options = {}): RenderedMessage {
  const { variables = sampleVariables, language = 'fr', kind = 'email' } = options;
  const rendered = createMessageRenderer().render(message, variables, { language, kind });
  if ('problem' in rendered) throw new Error(rendered.problem.message);
  return rendered;
}

/** The script of a call has no layout: what stands in it comes from the body alone. */
const body = (source: string, options: Options = {}) => render(text(source), { ...options, kind: 'call' });

const [invoice] = sampleVariables.invoices;
const withCustomer = (name: string): MessageVariables => ({
  ...sampleVariables,
  customer: { ...sampleVariables.customer, name },
});

test('money and dates are printed in the reader’s language', () => {
  const source =
    '{{ invoice.open | money }}, {{ invoice.open }}, {{ invoice.dueOn | date }}, {{ invoice.dueOn | date: "short" }}, {{ late.rate | percent }}, {{ 40 | money }}';

  const french = body(source).text;
  const english = body(source, { language: 'en' }).text;

  expect(french).toBe(
    '12\u202f480,50\u00a0€, 12\u202f480,50\u00a0€, 3 novembre 2026, 03/11/2026, 12,40\u00a0%, 40,00\u00a0€',
  );
  expect(english).toBe('€12,480.50, €12,480.50, 3 November 2026, 03/11/2026, 12.40%, €40.00');
});

test('the first of a month is « 1er » in French', () => {
  expect(body('{{ "2026-11-01" | date }}').text).toBe('1er novembre 2026');
});

test('amounts and dates can be compared', () => {
  const source =
    '{% if invoice.open > 5000 %}grand{% endif %}{% if today > invoice.dueOn %} retard{% endif %}';

  expect(body(source).text).toBe('grand retard');
});

test('a missing value is empty and can be tested', () => {
  const variables = { ...sampleVariables, promise: { date: null, amount: null } };

  const written = body(
    '[{{ promise.date | date }}{{ promise.amount | money }}]{% if promise.date %}x{% endif %}',
    {
      variables,
    },
  );

  expect(written.text).toBe('[]');
});

test('Markdown becomes HTML and a readable text', () => {
  const source =
    '# Titre\n\nBonjour **Claire**,\nvoici [la page](https://a.example/x).\n\n1. un\n2. deux\n   - *trois*\n\nFin.';

  const written = body(source);

  expect(written.text).toBe(
    'Titre\n\nBonjour Claire,\nvoici la page (https://a.example/x).\n\n1. un\n2. deux\n  - trois\n\nFin.',
  );
  expect(written.html).toContain('<strong>Claire</strong>');
  expect(written.html).toContain('href="https://a.example/x"');
});

test('a loop over invoices makes one list', () => {
  const other = { ...invoice, number: 'F-2026-131' };
  const variables: MessageVariables = { ...sampleVariables, invoices: [invoice, other] };
  const source =
    '{% if grouped %}\nFactures :\n\n{% for i in invoices %}\n- {{ i.number }}\n{% endfor %}\n{% endif %}\nMerci.';

  expect(body(source, { variables }).text).toBe('Factures :\n\n- F-2026-118\n- F-2026-131\n\nMerci.');
  expect(body(source).text).toBe('Merci.');
});

test('a tag on its own line parts paragraphs in Markdown and nothing in plain text', () => {
  const source =
    '- un\n{% if company.bic %}\n- deux\n{% endif %}{% if grouped %}{% else %}\nFin.\n{% endif %}';

  expect(body(source).text).toBe('- un\n- deux\n\nFin.');
  expect(render(text(source, { format: 'txt' }), { kind: 'sms' }).text).toBe('- un\n- deux\nFin.');
});

test('a line that strips white space itself is left to its author', () => {
  const source = '- un\n{%- if company.bic %}\n- deux\n{%- endif %}\n- trois\n';

  expect(body(source).text).toBe('- un\n- deux\n- trois');
});

const hostile = [
  '<script>alert(1)</script>',
  '**gras** _it_ `code`',
  '# titre',
  '1. liste',
  '[clic](https://evil.example)',
  '{{ company.iban }} {% include "/etc/passwd" %}',
  '&lt;b&gt; & "guillemets"',
  '\\* ~~x~~ | a | b |',
  'https://evil.example',
];

test.each(hostile)('the name %s appears literally', (name) => {
  const variables = withCustomer(name);

  const written = body('{{ customer.name }}', { variables });
  const mail = render(
    text('Pour {{ customer.name }} ({{ customer.name }}).', { subject: '{{ customer.name }}' }),
    {
      variables,
    },
  );

  expect(written.text).toBe(name);
  expect(written.html).toBe(`<p style="margin:0 0 16px">${escaped(name)}</p>`);
  expect(mail.subject).toBe(name);
  expect(mail.text.startsWith(`Pour ${name} (${name}).`)).toBe(true);
});

test('any name at all appears literally', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const shown = name.replace(/\r\n?/g, '\n').replace(/(?!\n)[\p{Cc}\u2028\u2029]/gu, ' ');

      const written = body('[{{ customer.name }}]', { variables: withCustomer(name) });

      expect(written.text).toBe(`[${shown}]`);
      expect(written.html).toBe(`<p style="margin:0 0 16px">[${escaped(shown)}]</p>`);
    }),
  );
});

test('a subject is one line, whatever the values hold', () => {
  const message = text('x', { subject: 'Pour {{ customer.name }}' });

  const { subject } = render(message, { variables: withCustomer('Morel\r\nBcc: a@evil.example') });

  expect(subject).toBe('Pour Morel Bcc: a@evil.example');
});

test('HTML, images and dangerous links of a template do not reach the reader', () => {
  const written = body(
    '<b>x</b> ![a](https://t.example/p.png) [b](javascript:alert(1)) [c]({{ payment.link }})',
    {
      variables: { ...sampleVariables, payment: { link: 'javascript:alert(2)' } },
    },
  );

  expect(written.html).not.toMatch(/<b>|<img|href="javascript/);
});

test('the payment link is a link wherever it is printed', () => {
  const written = body('Payer : {{ payment.link }} ou [ici]({{ payment.link }}).');

  expect(written.html?.match(/href="https:\/\/payer\.example\/F-2026-118"/g)).toHaveLength(2);
  expect(written.text).toBe(
    'Payer : https://payer.example/F-2026-118 ou ici (https://payer.example/F-2026-118).',
  );
});

test('an email names the company, its references, the invoice, the bank and the payment page', () => {
  const { html, text: plain } = render(text('Bonjour.'));

  for (const part of [
    'Atelier Rivoire',
    'SIREN 552 100 554',
    'F-2026-118',
    'FR76 3000 6000 0112 3456 7890 189',
  ]) {
    expect(html).toContain(part);
    expect(plain).toContain(part);
  }
  expect(html).toContain('class="button" href="https://payer.example/F-2026-118"');
  expect(plain).toContain('Payer en ligne\u00a0: https://payer.example/F-2026-118');
});

test('what the text prints itself is not repeated by the layout', () => {
  const { html } = render(text('[Payer]({{ payment.link }}) IBAN {{ company.iban }}'));

  expect(html).not.toContain('class="button"');
  expect(html).not.toContain('Par virement');
});

test('an SMS is its text alone', () => {
  const message = text('{{ company.name }} : facture {{ invoice.number }}, {{ invoice.open }}.\n', {
    channel: 'sms',
    format: 'txt',
    subject: null,
  });

  expect(render(message, { kind: 'sms' })).toEqual({
    subject: null,
    html: null,
    text: 'Atelier Rivoire : facture F-2026-118, 12\u202f480,50\u00a0€.',
  });
});

test('a registered letter says so and shows the address', () => {
  const { html } = render(text('Madame, Monsieur,', { channel: 'letter' }), { kind: 'registered-letter' });

  expect(html).toContain('Lettre recommandée avec avis de réception');
  expect(html).toContain('4 place du Marché\n21200 Beaune');
});

test('a template that cannot be rendered is a problem, not an exception', () => {
  const rendered = createMessageRenderer().render(text('a\n{{ foo.bar }}'), sampleVariables, {
    language: 'fr',
    kind: 'email',
  });

  expect(rendered).toMatchObject({ problem: { code: 'message.render', line: 2 } });
});

test('a loop without end is stopped by the limits', () => {
  const rendered = createMessageRenderer().render(
    text('{% for a in (1..100000) %}{% for b in (1..100000) %}{{ b }}{% endfor %}{% endfor %}'),
    sampleVariables,
    { language: 'fr', kind: 'email' },
  );

  expect(rendered).toMatchObject({ problem: { code: 'message.render' } });
});

test('a machine that stands still in the middle is a problem in words, and no crash', () => {
  const standing = vi.spyOn(performance, 'now');
  let time = 0;
  standing.mockImplementation(() => (time += 3_000));
  const rendered = createMessageRenderer().render(text('Bonjour {{ customer.name }}'), sampleVariables, {
    language: 'fr',
    kind: 'email',
  });
  standing.mockRestore();

  expect(rendered).toMatchObject({
    problem: { code: 'message.render', message: expect.stringContaining('limit') },
  });
});

test('custom fields have their type', () => {
  const renderer = createMessageRenderer({
    invoice: { acompte: { type: 'money' }, livraison: { type: 'date' } },
  });
  const variables: MessageVariables = {
    ...sampleVariables,
    invoices: [{ ...invoice, custom: { acompte: 1250, autre: 'x' } }],
  };

  const rendered = renderer.render(
    text('{{ invoice.custom.acompte }}/{{ invoice.custom.livraison }}/'),
    variables,
    {
      language: 'fr',
      kind: 'call',
    },
  );

  expect(rendered).toMatchObject({ text: '12,50\u00a0€//' });
});

function escaped(value: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
    '\n': '<br>',
  };
  return value.replace(/[&<>"'\n]/g, (character) => entities[character] ?? character);
}
