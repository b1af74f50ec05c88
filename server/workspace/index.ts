/** The workspace: a folder in git with settings, segments, flows and messages, read and checked. */
export { buildRelease, problemsOfFlow } from './build-release.ts';
export { exampleWorkspace, findWorkspace, settingsFile } from './find-workspace.ts';
export {
  type LoadedFlow,
  type LoadedWorkspace,
  type LoadOptions,
  loadWorkspace,
  readFlow,
} from './load-workspace.ts';
export { readText } from './read-files.ts';
export { readBySchema } from './schema-problems.ts';
export { isFault, type WorkspaceProblem } from './workspace-problem.ts';
