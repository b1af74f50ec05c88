import type { Bench } from '../figure.ts';
import { carry } from './carry.ts';
import { history } from './history.ts';
import { memory } from './memory.ts';
import { peak } from './peak.ts';
import { bundleSize } from './size.ts';
import { start } from './start.ts';

/** What runs on Temporal cost, against workflows that somebody would write by hand. */
export const temporal: readonly Bench[] = [bundleSize, history, carry, memory, start, peak];
