import { z } from 'zod';
import { type DeliveryDetail, listDeliveries, readDelivery } from '../../store/index.ts';
import { type JournalLine, readJournal } from '../../workers/journal/index.ts';
import { operation } from './operation.ts';

/** So many are shown with all that is known of them. */
const mostShown = 200;

/** What is known of each delivery whose fate nobody knows: all that a person has to judge by. */
export const uncertain = operation({
  name: 'uncertain',
  input: z.strictObject({ delivery: z.string().min(1).optional() }),
  async run(house, { delivery }) {
    const { db } = house.store;
    const listed = await listDeliveries(db, { status: 'uncertain', limit: mostShown });
    const ids = listed
      .map((one) => one.delivery)
      .filter((id) => delivery === undefined || id === delivery.trim());
    const details: DeliveryDetail[] = [];
    for (const id of ids) {
      const found = await readDelivery(db, id);
      if (found !== null) details.push(found);
    }
    const journal = await linesOf(
      house.journalPath,
      details.flatMap(({ messageId }) => messageId ?? []),
    );
    return {
      deliveries: details.map((one) => knownOf(one, journal.get(one.messageId ?? '') ?? [])),
    };
  },
});

function knownOf(one: DeliveryDetail, lines: readonly JournalLine[]) {
  const { delivery, realAt, customerName, recipients, subject, invoices, step, messageId, error } = one;
  return {
    ...{ delivery, customer: customerName, subject, step, messageId },
    invoices: invoices.map(({ number }) => number),
    to: recipients.map(({ address }) => address),
    /** Real time. */
    handedOverAt: realAt,
    /** The server's last words, or why nobody knows. */
    said: typeof error?.message === 'string' ? error.message : null,
    isRestored: error?.code === 'restored',
    journal: lines.map(({ at, phase }) => ({ at, phase })),
  };
}

async function linesOf(
  path: string,
  messages: readonly string[],
): Promise<ReadonlyMap<string, readonly JournalLine[]>> {
  const wanted = new Set(messages);
  const found = new Map<string, JournalLine[]>();
  if (wanted.size === 0) return found;
  for await (const line of readJournal(path)) {
    const { messageId } = line;
    if (messageId === null || !wanted.has(messageId)) continue;
    found.set(messageId, [...(found.get(messageId) ?? []), line]);
  }
  return found;
}
