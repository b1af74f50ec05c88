/** The flow document: reading, checking, writing, comparing and describing it, and making it ready to run. */

export { canonicalJson } from './canonical.ts';
export { compileFlow } from './compile.ts';
export { conditionWords } from './condition-words.ts';
export { describeStep } from './describe.ts';
export { type Edge, edgesOf, restingKinds } from './edges.ts';
export { formatFlow } from './format.ts';
export { digestOf, hashFlow } from './hash.ts';
export { durationWords, momentWords, offset } from './moment.ts';
export { normaliseFlow } from './normalise.ts';
export { kindWords, type Language, toneWords, type Words } from './words.ts';
