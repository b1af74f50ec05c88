import { performing } from './performing.ts';

export const notify = performing('notify', false);
