/** Things that were right once: texts and values of ours with a few changes in them, of the kind that hurts. */
import * as fc from 'fast-check';

/** Cases of each property: a thousand in `npm test`, more in `npm run soak`. */
export const cases = Number(process.env.FUZZ_CASES ?? 1_000);

/** For `fc.assert`: a seed of its own each time in a soak, always the same cases in a test. */
export const fuzzing = {
  numRuns: cases,
  ...(process.env.FUZZ_CASES === undefined ? { seed: 1 } : {}),
} as const;

export const minutes = Math.max(1, cases / 1_000) * 60_000;

const fragments = [
  ...[
    '',
    '\0',
    '\ufeff',
    '\ud800',
    '\u202e',
    '\r',
    '\n',
    '\t',
    ';',
    '"',
    "'",
    '\\',
    '{',
    '}',
    '[',
    ']',
    '{{',
    '}}',
    '{%',
    '%}',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'null',
    'NaN',
    'Infinity',
    '1e309',
    '-0',
    '0x10',
    '1e-7',
    '9007199254740993',
  ],
  ...[
    '2026-02-30',
    '9999-12-31',
    '0000-00-00',
    '29/02/2027',
    '=1+1',
    '@SUM(A1)',
    '-1',
    '1.234,56',
    '1 234,56 €',
    '٣',
  ],
  ...[
    '<script>alert(1)</script>',
    '{{ invoice.number }}',
    '{% for x in (1..9999999) %}',
    '{% render "x" %}',
    '{{ x | upcase }}',
  ],
  ...['x'.repeat(3_000), '['.repeat(500), '{"a":'.repeat(300), '(a+)+$', '\u0000'.repeat(50)],
];

export const fragment: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...fragments) },
  fc.string({ unit: 'binary', maxLength: 8 }),
);

interface Cut {
  /** Where it begins and how long it is, in thousandths of the text. */
  readonly from: number;
  readonly length: number;
  readonly by: string | 'again' | 'nothing';
}

const cut: fc.Arbitrary<Cut> = fc.record({
  from: fc.nat(1_000),
  length: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(100)),
  by: fc.oneof(fragment, fc.constantFrom('again', 'nothing')),
});

function applied(text: string, { from, length, by }: Cut): string {
  const start = Math.floor((text.length * from) / 1_000);
  const end = Math.min(text.length, start + Math.ceil((text.length * length) / 1_000));
  const part = text.slice(start, end);
  const put = by === 'again' ? part + part : by === 'nothing' ? '' : by;
  return text.slice(0, start) + put + text.slice(end);
}

/** One of the texts with up to four cuts. */
export function mutatedText(texts: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(cut, { maxLength: 4 }))
    .map(([text, cuts]) => cuts.reduce(applied, text));
}

const value: fc.Arbitrary<unknown> = fc.oneof(
  fragment,
  fc.constantFrom(null, true, 0, -1, 1e300, 0.1, [], {}, [[]], { all: [] }, { not: {} }),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Change {
  /** Which of the value's places. */
  readonly place: number;
  readonly how: 'replace' | 'remove' | 'rename' | 'swap';
  readonly value: unknown;
  readonly other: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  place: fc.nat(10_000),
  how: fc.constantFrom('replace', 'replace', 'remove', 'rename', 'swap'),
  value,
  other: fc.nat(10_000),
});

type Place = { readonly holder: Record<string, unknown>; readonly key: string };

function placesOf(root: unknown): readonly Place[] {
  const places: Place[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const holder = node as Record<string, unknown>;
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      walk(holder[key]);
    }
  };
  walk(root);
  return places;
}

function changed(root: unknown, { place, how, value: by, other }: Change): unknown {
  const places = placesOf(root);
  const target = places[place % Math.max(1, places.length)];
  if (target === undefined) return by;
  const { holder, key } = target;
  const source = places[other % places.length];
  if (how === 'replace') holder[key] = structuredClone(by);
  else if (how === 'swap') holder[key] = structuredClone(source?.holder[source.key]);
  else if (how === 'rename' && !Array.isArray(holder)) {
    Object.defineProperty(holder, typeof by === 'string' ? by : 'renamed', {
      ...{ value: holder[key], enumerable: true, configurable: true, writable: true },
    });
    delete holder[key];
  } else if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
  return root;
}

/** One of the values, changed in up to four places. */
export function mutatedValue(values: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.constantFrom(...values), fc.array(change, { maxLength: 4 }))
    .map(([root, changes]) => changes.reduce(changed, structuredClone(root)));
}
