import { performing } from './performing.ts';

export const sms = performing('sms', true);
