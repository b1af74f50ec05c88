/** Which sign stands before the cents. */
export type Decimal = 'comma' | 'point';

/**
 * What one cell says of an amount. `minor` is in minor units with its sign; a DR or CR mark is
 * reported beside it, for its meaning depends on the file. `ambiguous`: `1.234`, where nothing in the
 * column says whether the point groups or divides. `fraction`: less than a cent would be lost.
 */
export type AmountReading =
  | {
      readonly kind: 'amount';
      readonly minor: number;
      readonly mark?: 'debit' | 'credit';
      readonly currency?: string;
    }
  | { readonly kind: 'empty' | 'ambiguous' | 'fraction' | 'large' | 'none' };

const symbols: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['EURO', 'EUR'],
  ['EUROS', 'EUR'],
  ['$', '$'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
]);

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** The ISO 4217 code behind a symbol, a word or a code; null where there is none. `$` stays `$`: many are. */
export function currencyNamed(text: string): string | null {
  const word = text.trim().toUpperCase();
  return symbols.get(word) ?? (currencies.has(word) ? word : null);
}

const group = '[1-9]\\d{0,2}';
const shapes: Readonly<Record<Decimal, RegExp>> = {
  comma: new RegExp(`^(\\d+|${group}([ '.])\\d{3}(?:\\2\\d{3})*)?(?:,(\\d*))?$`),
  point: new RegExp(`^(\\d+|${group}([ ',])\\d{3}(?:\\2\\d{3})*)?(?:\\.(\\d*))?$`),
};

interface Dressed {
  readonly body: string;
  readonly negative: boolean;
  readonly mark?: 'debit' | 'credit';
  readonly currency?: string;
}

const longest = 60;

/** Takes sign, parentheses, marks and currency off a number; null where letters remain. */
function undress(text: string): Dressed | null {
  if (text.length > longest) return null;
  let body = text
    .replace(/[\s\u00a0\u202f\u2009\u2007]+/g, ' ')
    .replace(/[’ʼ`´]/g, "'")
    .replace(/[−–—]/g, '-')
    .trim();
  if (/^-?\d+(?:[.,]\d+)?$/.test(body)) {
    const negative = body.startsWith('-');
    return { body: negative ? body.slice(1) : body, negative };
  }
  let mark: 'debit' | 'credit' | undefined;
  let currency: string | undefined;
  const takeOff = () => {
    const found =
      /^(?<word>DR?|CR?|[€$£¥]|EUROS?|[A-Z]{3})(?![A-Z])\.? ?(?<rest>.*)$/iu.exec(body) ??
      /^(?<rest>.*?) ?(?<word>(?<![A-Z])(?:DR?|CR?|[€$£¥]|EUROS?|[A-Z]{3}))\.?$/iu.exec(body);
    const word = found?.groups?.word?.toUpperCase();
    const rest = found?.groups?.rest?.trim();
    if (word === undefined || rest === undefined || !/\d/.test(rest)) return false;
    if (/^[DC]R?$/.test(word)) mark = word.startsWith('D') ? 'debit' : 'credit';
    else {
      const code = currencyNamed(word);
      if (code === null) return false;
      currency = code;
    }
    body = rest;
    return true;
  };
  let negative = false;
  for (let i = 0; i < 6; i += 1) {
    const inner = /^\((.*)\)$/.exec(body)?.[1] ?? /^- ?(.*)$/.exec(body)?.[1] ?? /^(.*?) ?-$/.exec(body)?.[1];
    if (inner !== undefined && !negative) {
      negative = true;
      body = inner.trim();
    } else if (/^\+ ?\d/.test(body)) body = body.slice(1).trim();
    else if (!takeOff()) break;
  }
  if (!/^[\d ',.]+$/.test(body) || !/\d/.test(body)) return null;
  return {
    body,
    negative,
    ...(mark === undefined ? {} : { mark }),
    ...(currency === undefined ? {} : { currency }),
  };
}

interface Parts {
  readonly whole: string;
  readonly fraction: string;
}

function partsOf(body: string, decimal: Decimal): Parts | null {
  const found = shapes[decimal].exec(body);
  if (found === null) return null;
  return { whole: (found[1] ?? '').replace(/[ '.,]/g, ''), fraction: found[3] ?? '' };
}

function minorOf({ whole, fraction }: Parts): number | 'fraction' | 'large' {
  if (whole.replace(/^0+/, '').length > 13) return 'large';
  const cents = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, '0'));
  const rest = fraction.slice(2);
  if (/^0*$/.test(rest)) return cents;
  if (rest.length < 5) return 'fraction';
  const part = Number(`0.${rest}`);
  if (part < 0.0001) return cents;
  return part > 0.9999 ? cents + 1 : 'fraction';
}

/**
 * Reads an amount in any of the dialects that accounting programs write: `1 234,56`, `1.234,56`,
 * `1,234.56`, `1'234.56`, `(12.00)`, `12,00-`, `12,00 CR`, `€ 12`, `12 EUR`.
 *
 * A cell that can be read in one way only is read so, whatever its column does; `decimal` decides for
 * the others. Spreadsheet noise behind the seventh decimal is rounded away.
 *
 * @example readAmount('1.234', 'comma') // { kind: 'amount', minor: 123400 }
 * @example readAmount('1.234', null) // { kind: 'ambiguous' }
 */
export function readAmount(text: string, decimal: Decimal | null): AmountReading {
  const bare = text.trim();
  if (bare === '' || bare === '-' || bare === '—') return { kind: 'empty' };
  const dressed = undress(bare);
  if (dressed === null) return { kind: 'none' };
  const comma = partsOf(dressed.body, 'comma');
  const point = partsOf(dressed.body, 'point');
  const sure = sameParts(comma, point)
    ? comma
    : decimal === null
      ? null
      : decimal === 'comma'
        ? comma
        : point;
  const parts = comma === null ? point : point === null ? comma : sure;
  if (parts === null) return { kind: comma === null ? 'none' : 'ambiguous' };
  const minor = minorOf(parts);
  if (typeof minor === 'string') return { kind: minor };
  const { mark, currency } = dressed;
  return {
    kind: 'amount',
    minor: dressed.negative && minor !== 0 ? -minor : minor,
    ...(mark === undefined ? {} : { mark }),
    ...(currency === undefined ? {} : { currency }),
  };
}

function sameParts(a: Parts | null, b: Parts | null): boolean {
  return a !== null && b !== null && a.whole === b.whole && a.fraction === b.fraction;
}

/** Which decimal sign this one cell proves; null where it proves none. */
export function decimalProvedBy(text: string): Decimal | null {
  const dressed = /[.,]/.test(text) ? undress(text.trim()) : null;
  if (dressed === null) return null;
  const comma = partsOf(dressed.body, 'comma') !== null;
  const point = partsOf(dressed.body, 'point') !== null;
  return comma === point ? null : comma ? 'comma' : 'point';
}
