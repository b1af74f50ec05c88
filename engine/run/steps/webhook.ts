import { performing } from './performing.ts';

export const webhook = performing('webhook', false);
