import { performing } from './performing.ts';

export const letter = performing('letter', true);
