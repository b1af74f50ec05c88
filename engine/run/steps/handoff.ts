import { performing } from './performing.ts';

export const handoff = performing('handoff', false);
