import { proxyActivities, sleep } from '@temporalio/workflow';

/** What somebody would write for one ladder of reminders: wait, send, six times over. */
export interface ByHandActivities {
  send(input: { readonly invoice: string; readonly message: string }): Promise<string>;
}

const { send } = proxyActivities<ByHandActivities>({ startToCloseTimeout: '1 minute' });

const messages = ['prevention', 'courtesy', 'second', 'firm', 'formal', 'notice'] as const;

export async function byHand(invoice: string, milliseconds: number): Promise<string> {
  for (const message of messages) {
    await sleep(milliseconds);
    await send({ invoice, message });
  }
  return 'completed';
}
