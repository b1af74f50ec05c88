import { performing } from './performing.ts';

export const call = performing('call', false);
