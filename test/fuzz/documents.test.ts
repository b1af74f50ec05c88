import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkFlow, compileFlow, formatFlow, hashFlow } from '../../engine/flow/index.ts';
import { defaultPolicies } from '../../schemas/index.ts';
import { examplesFolder } from '../conformance/examples.ts';
import { fuzzing, minutes, mutatedText, mutatedValue } from './mutated.ts';

const folder = join(examplesFolder, 'flows');
const texts = readdirSync(folder)
  .filter((file) => file.endsWith('.flow.json'))
  .map((file) => readFileSync(join(folder, file), 'utf8'));

/** Every fault has a sentence and a place; what has none can be written, read again and run. */
function expectSense(text: string): void {
  const { problems, flow } = checkFlow(text);
  const lines = text.split(/\r\n?|\n/).length;

  for (const { code, message, line = 1 } of problems) {
    expect(code).not.toBe('');
    expect(message.length).toBeGreaterThan(10);
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines);
  }
  if (flow === undefined) {
    expect(problems.length).toBeGreaterThan(0);
    return;
  }
  const written = formatFlow(flow);
  const again = checkFlow(written).flow;
  expect(again === undefined ? null : formatFlow(again)).toBe(written);
  expect(again === undefined ? null : hashFlow(again)).toBe(hashFlow(flow));
  expect(compileFlow(flow, { release: 'r', policies: defaultPolicies }).start).toBe(flow.start);
}

it(
  'a flow whose text was damaged is refused in words, or is a flow',
  () => {
    fc.assert(fc.property(mutatedText(texts), expectSense), fuzzing);
  },
  minutes,
);

it(
  'a flow whose values were changed is refused in words, or is a flow',
  () => {
    const values = texts.map((text): unknown => JSON.parse(text));

    fc.assert(
      fc.property(mutatedValue(values), (value) => expectSense(JSON.stringify(value) ?? '')),
      fuzzing,
    );
  },
  minutes,
);
