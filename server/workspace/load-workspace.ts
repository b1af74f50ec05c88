/**
 * Reads a workspace's folder and checks all of it: every fault of every file at once, each with its
 * file and line. Nothing throws but a folder that is none.
 */
import { type CheckContext, checkFlow } from '../../engine/flow/index.ts';
import type { MessageLines } from '../../engine/message/index.ts';
import { createCatalogue } from '../../engine/rules/index.ts';
import {
  defaultPolicies,
  type Flow,
  type MessageText,
  mergePolicies,
  type Policies,
  type Problem,
  Script,
  type Segments,
  type Workspace,
} from '../../schemas/index.ts';
import { createHolidays } from '../../workers/calendar/holidays.ts';
import { settingsFile } from './find-workspace.ts';
import { readText, readUnder, type TextFile } from './read-files.ts';
import { readBySchema } from './schema-problems.ts';
import { readSegments } from './segments.ts';
import { readSettings } from './settings.ts';
import { readTexts } from './texts.ts';
import { inFile, type WorkspaceProblem } from './workspace-problem.ts';

export interface LoadedFlow {
  readonly id: string;
  /** Relative to the workspace, with `/`. */
  readonly path: string;
  readonly text: string;
  /** The flow, where it has no errors of its own. */
  readonly flow?: Flow;
}

export interface LoadedScript {
  /** The flow that it rehearses. */
  readonly flow: string;
  readonly path: string;
  readonly script?: Script;
}

export interface LoadedWorkspace {
  readonly folder: string;
  /** The settings, where they have no errors. */
  readonly workspace?: Workspace;
  readonly segments: Segments['segments'];
  readonly flows: readonly LoadedFlow[];
  readonly messages: readonly MessageText[];
  /** Where a message's subject and body begin, by path. */
  readonly lines: ReadonlyMap<string, MessageLines>;
  readonly scripts: readonly LoadedScript[];
  /** Of all files, in the order of paths and lines. */
  readonly problems: readonly WorkspaceProblem[];
  /** What one more flow would be checked against. */
  readonly context: CheckContext;
  /** The workspace's policies over the defaults. */
  readonly policies: Policies;
}

export interface LoadOptions {
  /** Checks as for publishing: detached steps are errors. */
  readonly publish?: boolean;
}

const segmentsFile = 'segments.json';
const flowEnding = '.flow.json';
const scriptEnding = '.script.json';

/** Reads and checks a workspace. */
export async function loadWorkspace(folder: string, options: LoadOptions = {}): Promise<LoadedWorkspace> {
  const [settingsText, segmentsText, flows, texts, scripts] = await Promise.all([
    readText(folder, settingsFile),
    readText(folder, segmentsFile),
    readUnder(folder, 'flows', (path) => path.endsWith(flowEnding)),
    readUnder(folder, 'messages', () => true),
    readUnder(folder, 'scripts', (path) => path.endsWith(scriptEnding)),
  ]);
  const settings =
    'text' in settingsText
      ? readSettings(settingsText.text, { holidays: createHolidays(), flows: flows.files.map(idOf) })
      : { parts: {}, knowsFields: false, problems: [settingsText] };
  const { parts } = settings;
  // Without the custom fields nobody can say which facts exist: then none is checked.
  const catalogue = settings.knowsFields ? createCatalogue(parts.customFields) : undefined;
  const segments =
    'text' in segmentsText ? readSegments(segmentsText.text, catalogue) : noSegments(segmentsText);
  const written = readTexts(texts.files, parts.customFields);
  const policies = mergePolicies(defaultPolicies, parts.policies as Partial<Policies> | undefined);
  const context: CheckContext = {
    publish: options.publish ?? false,
    policies,
    messages: [...written.messages, ...written.unread],
    ...(parts.languages === undefined ? {} : { languages: parts.languages }),
    ...(catalogue === undefined ? {} : { catalogue }),
  };
  const checked = flows.files.map((file) => readFlow(file, context));
  const rehearsals = scripts.files.map(readScript);
  const problems = [
    ...inFile(settingsFile, settings.problems),
    ...inFile(segmentsFile, segments.problems),
    ...[...flows.problems, ...texts.problems, ...scripts.problems, ...written.problems],
    ...[...checked, ...rehearsals].flatMap((one) => one.problems),
  ];
  return {
    folder,
    ...('workspace' in settings && settings.workspace !== undefined ? { workspace: settings.workspace } : {}),
    segments: segments.segments,
    flows: checked.map(({ loaded }) => loaded),
    ...{ messages: written.messages, lines: written.lines, scripts: rehearsals.map(({ loaded }) => loaded) },
    ...{ problems: problems.toSorted(byPlace), context, policies },
  };
}

/** Checks one more flow against a workspace; a file that lies in `flows/` must have the flow's name. */
export function readFlow(
  file: TextFile,
  context: CheckContext,
): { readonly loaded: LoadedFlow; readonly problems: readonly WorkspaceProblem[] } {
  const { flow, problems } = checkFlow(file.text, context);
  const id = idOf(file);
  const misnamed = flow !== undefined && file.path.startsWith('flows/') && flow.id !== id;
  const message = `The flow’s id is "${flow?.id}"; the file must be called flows/${flow?.id}${flowEnding}.`;
  const name: Problem = { code: 'file-name', message, path: '/id', line: 1, severity: 'error' };
  return {
    loaded: { id, path: file.path, text: file.text, ...(flow === undefined ? {} : { flow }) },
    problems: inFile(file.path, misnamed ? [name, ...problems] : problems),
  };
}

function readScript({ path, text }: TextFile) {
  const { value, problems } = readBySchema(text, Script);
  const loaded: LoadedScript = {
    ...{ flow: path.split('/')[1] ?? '', path },
    ...(value === undefined ? {} : { script: value }),
  };
  return { loaded, problems: inFile(path, problems) };
}

function idOf({ path }: Pick<TextFile, 'path'>): string {
  return (path.split('/').at(-1) ?? '').replace(/(\.flow)?\.json$/, '');
}

function noSegments(problem: WorkspaceProblem): ReturnType<typeof readSegments> {
  return { segments: [], problems: problem.code === 'no-file' ? [] : [problem] };
}

function byPlace(a: WorkspaceProblem, b: WorkspaceProblem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0);
}
