/** The flow document: reading, checking, writing, comparing and describing it, and making it ready to run. */
export { compileFlow } from './compile.ts';
export { type Edge, edgesOf, restingKinds } from './edges.ts';
