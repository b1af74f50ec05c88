import { expect, test } from 'vitest';
import { createPaymentLink, sampleVariables } from '../../../engine/message/index.ts';

const [invoice] = sampleVariables.invoices;
const variables = { ...sampleVariables, invoices: [{ ...invoice, number: 'F/26&x=1' }] as const };

test('values are percent-encoded in the payment page’s address', () => {
  const link = createPaymentLink(
    'https://pay.example/{{ invoice.number }}?a={{ invoice.open }}&d={{ invoice.dueOn }}',
  );

  expect(link(variables)).toBe('https://pay.example/F%2F26%26x%3D1?a=12480.50&d=2026-11-03');
});

test.each(['javascript:alert(1)', 'mailto:a@b.example', '{{ foo.bar }}', '{% if %}'])(
  'the template %s gives no address',
  (template) => {
    expect(createPaymentLink(template)(variables)).toBeNull();
  },
);
