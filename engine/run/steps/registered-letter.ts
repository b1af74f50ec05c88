import { performing } from './performing.ts';

export const registeredLetter = performing('registered-letter', true);
