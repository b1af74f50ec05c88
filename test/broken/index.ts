import type { Broken } from './broken.ts';
import { brokenConditions } from './conditions.ts';
import { brokenGraphs } from './graphs.ts';
import { brokenShapes } from './shapes.ts';
import { brokenTexts } from './texts.ts';

/** Documents that `checkFlow` must refuse with a certain code, and never by throwing. */
export const broken: readonly Broken[] = [
  ...brokenTexts,
  ...brokenShapes,
  ...brokenConditions,
  ...brokenGraphs,
];

export type { Broken };
