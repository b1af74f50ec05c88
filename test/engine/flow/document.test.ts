import { expect, test } from 'vitest';
import { readDocument } from '../../../engine/flow/index.ts';

test('each value has the line on which it begins, a member that of its key', () => {
  const { value, lineOf, problems } = readDocument('\ufeff{\n  "a/b": [\n    1,\n    { "c":\n 2 }\n  ]\n}\n');

  expect(problems).toEqual([]);
  expect(value).toEqual({ 'a/b': [1, { c: 2 }] });
  expect(['', '/a~1b', '/a~1b/0', '/a~1b/1', '/a~1b/1/c', '/a~1b/2', '/x'].map(lineOf)).toEqual([
    1,
    2,
    3,
    4,
    4,
    undefined,
    undefined,
  ]);
});

test('a key given twice names both lines', () => {
  const { problems } = readDocument('{\n"start": "a",\n"start": "b"\n}');

  expect(problems).toEqual([
    {
      code: 'duplicate-key',
      path: '/start',
      line: 3,
      severity: 'error',
      message: 'The key "start" stands on line 2 and again on line 3; keep one of them.',
    },
  ]);
});

test('several faults of a text are told at once where its structure is not in doubt', () => {
  const { problems } = readDocument('{ // note\n"a": [1, 2,],\n"a": 1e999,\n"b": NaN\n}');

  expect(problems.map(({ line, code }) => [line, code])).toEqual([
    [1, 'comment'],
    [2, 'trailing-comma'],
    [3, 'duplicate-key'],
    [3, 'number-too-large'],
    [4, 'syntax'],
  ]);
});

test('a reserved key reaches neither the value nor the prototype of anything', () => {
  const { value } = readDocument('{ "__proto__": { "polluted": true }, "a": 1 }');

  expect(value).toEqual({ a: 1 });
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect('polluted' in {}).toBe(false);
});

test('long keys around many values take no more memory than the text', () => {
  const long = 'k'.repeat(500_000);
  const text = `{"${long}":[${'0,'.repeat(500_000)}0]}`;

  const { value, problems, lineOf } = readDocument(text);

  expect(problems).toEqual([]);
  expect((value as Record<string, readonly number[]>)[long]?.length).toBe(500_001);
  expect(lineOf(`/${long}/500000`)).toBe(1);
});
