/** The flow document: reading, checking, writing, comparing and describing it, and making it ready to run. */

export { canonicalJson } from './canonical.ts';
export type { Change } from './change.ts';
export { type CheckedFlow, checkFlow, isError } from './check.ts';
export { type FlowCode, flowCodes } from './codes.ts';
export { compileFlow } from './compile.ts';
export { conditionWords } from './condition-words.ts';
export type { CheckContext } from './context.ts';
export { describeStep } from './describe.ts';
export { diffFlows } from './diff.ts';
export { type Document, readDocument } from './document.ts';
export { type Edge, edgesOf, restingKinds } from './edges.ts';
export { formatFlow } from './format.ts';
export { digestOf, hashFlow } from './hash.ts';
export { durationWords, momentWords, offset } from './moment.ts';
export { normaliseFlow } from './normalise.ts';
export { type TextUse, textOf } from './texts.ts';
export { kindWords, type Language, toneWords, type Words } from './words.ts';
