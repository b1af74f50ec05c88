import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  checkMessage,
  createMessageRenderer,
  parseMessageFile,
  sampleVariables,
} from '../../engine/message/index.ts';
import { examplesFolder } from '../conformance/examples.ts';
import { fragment, fuzzing, minutes, mutatedText } from './mutated.ts';

const folder = join(examplesFolder, 'messages');
const texts = readdirSync(folder).flatMap((id) =>
  readdirSync(join(folder, id)).map((file) => readFileSync(join(folder, id, file), 'utf8')),
);
const renderer = createMessageRenderer();
const options = { language: 'fr', kind: 'email' } as const;

it(
  'a message whose text was damaged is refused in words, or is rendered',
  () => {
    fc.assert(
      fc.property(mutatedText(texts), (text) => {
        const { message } = parseMessageFile('messages/relance-1/fr.email.md', text);
        if (message === undefined) return;
        const problems = checkMessage(message, {});
        const rendered = renderer.render(message, sampleVariables, options);

        for (const problem of problems) expect(problem.message.length).toBeGreaterThan(10);
        if (problems.every(({ severity }) => severity === 'warning'))
          expect(rendered).not.toHaveProperty('problem');
        if (!('problem' in rendered)) expect(rendered.html).not.toMatch(/<script/i);
      }),
      fuzzing,
    );
  },
  minutes,
);

it(
  'what stands in the ledger is never read as HTML',
  () => {
    const [text = ''] = texts.filter((one) => one.includes('company.name'));
    const { message } = parseMessageFile('messages/relance-1/fr.email.md', text);
    if (message === undefined) throw new Error('the example has its messages');

    fc.assert(
      fc.property(fragment, fragment, (name, number) => {
        const { customer, contact, invoices, ...rest } = sampleVariables;
        const hostile = {
          ...rest,
          customer: { ...customer, name },
          contact: { ...contact, name, firstName: name },
          invoices: [{ ...invoices[0], number }] as const,
        };
        const rendered = renderer.render(message, hostile, options);

        expect(rendered).not.toHaveProperty('problem');
        if (!('problem' in rendered)) expect(rendered.html).not.toMatch(/<script/i);
      }),
      fuzzing,
    );
  },
  minutes,
);
