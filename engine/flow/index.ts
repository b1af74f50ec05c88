/** The flow document: reading, checking, writing, comparing and describing it, and making it ready to run. */

export type { Change } from './change.ts';
export { checkFlow, isError } from './check.ts';
export { type FlowCode, flowCodes } from './codes.ts';
export { compileFlow } from './compile.ts';
export { conditionWords } from './condition-words.ts';
export type { CheckContext } from './context.ts';
export { describeStep } from './describe.ts';
export { diffFlows } from './diff.ts';
export { policyLines, surroundingsDifferences } from './diff-release.ts';
export { type Document, readDocument } from './document.ts';
export { type Edge, edgesOf } from './edges.ts';
export { formatFlow } from './format.ts';
export { digestOf, hashFlow } from './hash.ts';
export { type MergeConflict, mergeFlows } from './merge.ts';
export { durationWords, offset } from './moment.ts';

export { textOf } from './texts.ts';
export { kindWords, type Language, toneWords, type Words } from './words.ts';
