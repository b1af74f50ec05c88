import { setTimeout as delay } from 'node:timers/promises';
import type { SendResult } from '../../../workers/channels/index.ts';

/** A slow mail server that counts what it has in hand at once. */
export function createHands() {
  let held = 0;
  let most = 0;
  return {
    most: () => most,
    async take(): Promise<SendResult> {
      held += 1;
      most = Math.max(most, held);
      await delay(20);
      held -= 1;
      return { fate: 'sent', providerId: '', refused: [] };
    },
  };
}
