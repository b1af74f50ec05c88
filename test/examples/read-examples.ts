import { readdirSync, readFileSync } from 'node:fs';
import { parseMessageFile } from '../../engine/message/index.ts';
import { Flow, type MessageText, Script, Segments, Workspace } from '../../schemas/index.ts';

const folder = new URL('../../examples/', import.meta.url);

export function readText(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}

function readJson(path: string): unknown {
  return JSON.parse(readText(path));
}

function pathsIn(path: string, ending: string): readonly string[] {
  return readdirSync(new URL(path, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => `${path}${name}`);
}

export const workspace = Workspace.parse(readJson('palier.json'));
export const segments = Segments.parse(readJson('segments.json'));

export const flowFiles = pathsIn('flows/', '.flow.json').map((path) => ({
  path,
  text: readText(path),
  flow: Flow.parse(readJson(path)),
}));

export const scriptFiles = pathsIn('scripts/', '.script.json').map((path) => ({
  path,
  flow: path.split('/')[1] ?? '',
  script: Script.parse(readJson(path)),
}));

export const messages: readonly MessageText[] = [
  ...pathsIn('messages/', '.md'),
  ...pathsIn('messages/', '.txt'),
].map((path) => {
  const { message, problems } = parseMessageFile(path, readText(path));
  if (message === undefined) throw new Error(`${path}: ${problems.map((one) => one.message).join('; ')}`);
  return message;
});
