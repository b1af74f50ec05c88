import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { expectedTraces } from '../../server/cli/simulate/expected-traces.ts';
import { readText } from './read-examples.ts';

const folder = fileURLToPath(new URL('../../examples/', import.meta.url));
const traces = await expectedTraces(folder);

it.each(traces)('$path is what comes of its script', ({ path, text }) => {
  expect(text).toBe(readText(path));
});
