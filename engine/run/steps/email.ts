import { performing } from './performing.ts';

export const email = performing('email', true);
