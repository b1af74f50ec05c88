import { type Db, type Told, unknownDeliveries } from '../../store/index.ts';
import type { JournalLine } from '../journal/index.ts';

type Lines = Iterable<JournalLine> | AsyncIterable<JournalLine>;

/**
 * What the journals know of messages that may have left, and the store does not know at all; a later
 * journal knows better.
 */
export async function strayDeliveries(db: Db, journals: readonly Lines[]): Promise<Told> {
  const sendings = new Map<string, { first: JournalLine; last: JournalLine }>();
  for (const journal of journals) {
    for await (const line of journal) {
      const key = line.messageId ?? line.delivery;
      const { first = line } = sendings.get(key) ?? {};
      sendings.set(key, { first: first.requests.length > 0 ? first : line, last: line });
    }
  }
  const all = [...sendings.values()].map(({ first, last }) => ({ ...strayOf(first), phase: last.phase }));
  const unknown = await unknownDeliveries(db, all);
  const runs = all.flatMap(({ requests }) => requests.map(({ run }) => Number.parseInt(run, 10)));
  return {
    strays: all
      .filter(({ deliveryId, phase }) => phase !== 'failed' && unknown.has(String(deliveryId)))
      .map(({ phase: _phase, ...stray }) => stray),
    lastDelivery: greatest(all.map(({ deliveryId }) => deliveryId)),
    lastInvoice: greatest(runs),
  };
}

function strayOf({ delivery, messageId, channel, at, requests, abouts }: JournalLine) {
  return {
    ...{ deliveryId: Number(delivery), messageId, channel: channel ?? 'email', at },
    requests: requests.flatMap((key, index) => {
      const [run, step, visit] = key.split('/');
      if (run === undefined || step === undefined || visit === undefined) return [];
      return [{ run, step, visit: Number(visit), about: abouts?.[index] ?? null }];
    }),
  };
}

function greatest(numbers: readonly number[]): number {
  return numbers.reduce((most, one) => (Number.isSafeInteger(one) ? Math.max(most, one) : most), 0);
}
