import { amountPattern, Flow, type Policies } from '../../schemas/index.ts';
import { durationInDays, parseDuration, parseWindow } from '../calendar/index.ts';
import type { Catalogue } from '../rules/index.ts';
import { type Finding, fault, warning } from './finding.ts';
import type { Outline } from './outline.ts';

/** Policies that contradict themselves, and amounts that do not fit the flow's currency. */
export function policyFaults({ policies, currency }: Outline, inherited: Policies): readonly Finding[] {
  return [
    ...windowFaults(policies),
    ...capFaults(policies, inherited),
    ...floorFaults(policies),
    ...currencyFaults(currency, policies),
  ];
}

function windowFaults({ window }: Partial<Policies>): readonly Finding[] {
  if (window === undefined) return [];
  const parsed = parseWindow(window);
  if (parsed.kind === 'always' || (parsed.from < parsed.to && parsed.days.includes(true))) return [];
  return [
    fault(
      'window-never-opens',
      '/policies/window',
      `"${window}" never opens: its hours end before they begin. Write the earlier hour first; a window cannot run over midnight.`,
    ),
  ];
}

function capFaults(own: Partial<Policies>, inherited: Policies): readonly Finding[] {
  const { cap, deferAtMost } = { ...inherited, ...own };
  if ((own.cap === undefined && own.deferAtMost === undefined) || cap === 'none') return [];
  const per = parseDuration(cap.per);
  const place = own.cap === undefined ? '/policies/deferAtMost' : '/policies/cap/per';
  if (per.unit === 'minute' || per.unit === 'hour' || per.amount === 0) {
    return [
      fault(
        'cap-impossible',
        place,
        `A cap counts in calendar days, "${cap.per}" is none; write at least "1 day".`,
      ),
    ];
  }
  if (durationInDays(per) <= durationInDays(parseDuration(deferAtMost))) return [];
  return [
    warning(
      'cap-exceeds-deferral',
      place,
      `The cap may put a contact off for ${cap.per}, but after ${deferAtMost} it becomes a task; raise "deferAtMost" or shorten the cap.`,
    ),
  ];
}

function floorFaults({ floor }: Partial<Policies>): readonly Finding[] {
  if (floor === undefined || !floor.startsWith('-')) return [];
  return [fault('negative-amount', '/policies/floor', `"floor" is "${floor}"; write zero or more.`)];
}

function currencyFaults(currency: string | null, { floor }: Partial<Policies>): readonly Finding[] {
  if (currency === null || !Flow.shape.currency.safeParse(currency).success) return [];
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    return [
      warning(
        'unknown-currency',
        '/currency',
        `"${currency}" is no currency in use; write a code such as "EUR" or "CHF".`,
      ),
    ];
  }
  return floor === undefined ? [] : decimalFaults(floor, currency, '/policies/floor');
}

/** Amounts in conditions with more decimals than the flow's currency has. */
export function amountFaults(
  document: object,
  outline: Outline,
  catalogue: Catalogue | undefined,
): readonly Finding[] {
  const { currency } = outline;
  if (currency === null || catalogue === undefined || decimalsOf(currency) >= 2) return [];
  return amountsIn(document, '', catalogue).flatMap(({ amount, path }) =>
    decimalFaults(amount, currency, path),
  );
}

interface Found {
  readonly amount: string;
  readonly path: string;
}

function amountsIn(value: unknown, path: string, catalogue: Catalogue): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [];
  const { fact, value: limit } = value as { readonly fact?: unknown; readonly value?: unknown };
  if (typeof fact === 'string' && catalogue.get(fact)?.type === 'money') {
    return typeof limit === 'string' ? [{ amount: limit, path: `${path}/value` }] : [];
  }
  return Object.entries(value).flatMap(([key, inner]) => amountsIn(inner, `${path}/${key}`, catalogue));
}

function decimalFaults(amount: string, currency: string, path: string): readonly Finding[] {
  const decimals = decimalsOf(currency);
  const fraction = (amountPattern.test(amount) ? amount.split('.')[1] : undefined) ?? '';
  if (!/[1-9]/.test(fraction.slice(decimals))) return [];
  return [
    fault('amount-decimals', path, `${currency} has ${decimals} decimals; "${amount}" has more. Round it.`),
  ];
}

function decimalsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  );
}
