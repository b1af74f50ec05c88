import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../engine/flow/index.ts';
import { parseMessageFile } from '../../engine/message/index.ts';
import {
  defaultPolicies,
  Flow,
  type MessageText,
  mergePolicies,
  type Release,
  Script,
  Segments,
  Workspace,
} from '../../schemas/index.ts';

export const examplesFolder = join(import.meta.dirname, '../../examples');

const read = (...path: readonly string[]) => readFileSync(join(examplesFolder, ...path), 'utf8');

export const exampleWorkspace = Workspace.parse(JSON.parse(read('palier.json')));
const segments = Segments.parse(JSON.parse(read('segments.json')));

function messages(): readonly MessageText[] {
  return readdirSync(join(examplesFolder, 'messages')).flatMap((id) =>
    readdirSync(join(examplesFolder, 'messages', id)).flatMap((file) => {
      const path = `messages/${id}/${file}`;
      return parseMessageFile(path, read(path)).message ?? [];
    }),
  );
}

/** The release of an example flow, as publishing would freeze it, attachments left out. */
export function exampleRelease(id: string): Release {
  const flow = Flow.parse(JSON.parse(read('flows', `${id}.flow.json`)));
  const content = {
    flow: { ...flow, steps: flow.steps.map((step) => ('attach' in step ? { ...step, attach: [] } : step)) },
    messages: messages(),
    segments: segments.segments,
    policies: mergePolicies(defaultPolicies, exampleWorkspace.policies),
    languages: exampleWorkspace.languages,
    customFields: exampleWorkspace.customFields ?? {},
  };
  return { digest: digestOf(content), ...content };
}

export interface ExampleScript {
  readonly flow: string;
  readonly name: string;
  readonly script: Script;
}

/** Every script of every example flow. */
export function exampleScripts(): readonly ExampleScript[] {
  return readdirSync(join(examplesFolder, 'scripts')).flatMap((flow) =>
    readdirSync(join(examplesFolder, 'scripts', flow))
      .filter((file) => file.endsWith('.script.json'))
      .map((file) => ({
        flow,
        name: file.replace('.script.json', ''),
        script: Script.parse(JSON.parse(read('scripts', flow, file))),
      })),
  );
}
