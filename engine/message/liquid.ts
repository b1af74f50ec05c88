/**
 * The template language, cut down to what a message needs. Values are data: each one goes through
 * `outputEscape`, which hands it to the render's `Sink`, and no filter or tag can pass it by. Tags
 * that reach other files, filters that read a clock or a random source, and those that print
 * unescaped do not exist here.
 */
import {
  AssertionError,
  type FilterThis,
  Liquid,
  LiquidError,
  type Template,
} from 'liquidjs/dist/liquid.browser.mjs';
import { amountPattern, parseAmount } from '../../schemas/index.ts';
import type { Formats } from './format.ts';
import { DateValue, MoneyValue } from './values.ts';

/** Where the values of one render go. */
export interface Sink {
  readonly formats: Formats;
  /** What stands in the output for a value's text, never empty text. */
  readonly put: (text: string) => string;
}

export const tagNames = ['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'comment', 'raw', '#'];

const builtIn = [
  ...['default', 'size', 'first', 'last', 'join', 'map', 'sort', 'reverse', 'slice', 'split'],
  ...['upcase', 'downcase', 'capitalize', 'append', 'prepend', 'replace', 'remove', 'strip'],
  ...['truncate', 'truncatewords', 'plus', 'minus', 'times', 'divided_by', 'modulo', 'round'],
  ...['abs', 'ceil', 'floor', 'at_least', 'at_most'],
];

export const filterNames: readonly string[] = ['money', 'date', 'percent', ...builtIn];

/**
 * Most characters of a template, milliseconds and memory of a rendering: far above any message, also on a
 * machine that is busy.
 */
const limits = { parseLimit: 100_000, renderLimit: 2_000, memoryLimit: 1_000_000 };

const sinkKey = Symbol('sink');

function sinkOf(self: FilterThis): Sink {
  return self.context.globals[sinkKey] as Sink;
}

/** With `lenientFilters` an unknown filter parses, so that a check can name all of them. */
export function createLiquid(options: { readonly lenientFilters: boolean }): Liquid {
  const liquid = new Liquid({
    ...limits,
    strictVariables: true,
    strictFilters: !options.lenientFilters,
    lenientIf: true,
    ownPropertyOnly: true,
    outputEscape(value) {
      const sink = sinkOf(this);
      const text = clean(sink.formats.print(value));
      return text === '' ? '' : sink.put(text);
    },
  });
  keepOnly(liquid.tags, tagNames);
  keepOnly(liquid.filters, builtIn);
  liquid.registerFilter('money', function (value, currency) {
    const money = toMoney(value, currency ?? invoiceCurrency(this));
    return money === null ? '' : sinkOf(this).formats.money(money.minor, money.currency);
  });
  liquid.registerFilter('date', function (value, style = 'long') {
    const iso = value instanceof DateValue ? value.iso : String(value ?? '');
    if (iso === '') return '';
    if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) throw new RangeError(`"${iso}" is no date; pass one like dueOn`);
    if (style !== 'long' && style !== 'short')
      throw new RangeError(`date knows "long" and "short", not "${String(style)}"`);
    return sinkOf(this).formats.date(iso, style);
  });
  liquid.registerFilter('percent', function (value) {
    return value === null || value === undefined ? '' : sinkOf(this).formats.percent(String(value));
  });
  return liquid;
}

/** True of a fault of the template, and of a limit that it reached. */
export function isTemplateFault(error: unknown): error is LiquidError {
  return error instanceof LiquidError || error instanceof AssertionError;
}

export function renderWith(
  liquid: Liquid,
  templates: readonly Template[],
  scope: object,
  sink: Sink,
): string {
  return liquid.renderSync(templates, scope, { globals: { [sinkKey]: sink } });
}

function keepOnly(register: Record<string, unknown>, names: readonly string[]): void {
  for (const name of Object.keys(register)) if (!names.includes(name)) delete register[name];
}

function toMoney(value: unknown, currency: unknown): MoneyValue | null {
  if (value === null || value === undefined || value === '') return null;
  if (value instanceof MoneyValue) return value;
  const text = String(value);
  if (!amountPattern.test(text)) throw new RangeError(`"${text}" is no amount; write it like 40 or 12.50`);
  return new MoneyValue(parseAmount(text), String(currency));
}

function invoiceCurrency(self: FilterThis): string {
  const invoice = self.context.environments.invoice;
  return typeof invoice === 'object' && invoice !== null && 'currency' in invoice
    ? String(invoice.currency)
    : 'EUR';
}

/** Without control characters but line breaks: a value is text, whatever its source put in it. */
function clean(text: string): string {
  // biome's rule against control characters does not see the escapes of a built expression.
  return text.replace(/\r\n?/g, '\n').replace(controls, ' ');
}

const controls = /(?!\n)[\p{Cc}\u2028\u2029]/gu;
