import { createFormats } from './format.ts';
import { createLiquid, isTemplateFault, renderWith } from './liquid.ts';
import { safeAddress } from './markdown.ts';
import { buildScope } from './scope.ts';
import type { CustomFields, MessageVariables } from './variables.ts';

/**
 * Writes the payment page's address from an entity's template, each value percent-encoded, so that
 * a number such as `F/2026&1` stays one value. Null where the template fails or gives no http(s) address.
 *
 * @example createPaymentLink('https://pay.example/{{ invoice.number }}')(variables)
 */
export function createPaymentLink(
  template: string,
  customFields: CustomFields = {},
): (variables: MessageVariables) => string | null {
  const liquid = createLiquid({ lenientFilters: false });
  const formats = createFormats('en');
  const plain = { ...formats, print: (value: unknown) => String(value ?? ''), money: plainMoney };
  return (variables) => {
    try {
      const scope = buildScope(variables, customFields, 'en');
      const sink = { formats: plain, put: (value: string) => encodeURIComponent(value) };
      const address = safeAddress(renderWith(liquid, liquid.parse(template), scope, sink));
      return address !== null && /^https?:/i.test(address) ? address : null;
    } catch (error) {
      if (isTemplateFault(error)) return null;
      throw error;
    }
  };
}

function plainMoney(minor: number): string {
  return (minor / 100).toFixed(2);
}
