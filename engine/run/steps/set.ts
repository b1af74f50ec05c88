import { performing } from './performing.ts';

export const set = performing('set', false);
