import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Flow } from '../../schemas/index.ts';
import { openMemoryStore } from '../../store/connection/memory-store.ts';
import { advanceRuns, enterInvoices, mailRound } from '../../workers/carry/index.ts';
import { createSmtpChannel, type OutgoingEmail } from '../../workers/channels/index.ts';
import { createSender } from '../../workers/embedded/sender.ts';
import { openJournal } from '../../workers/journal/index.ts';
import { duel, timed } from '../duel.ts';
import type { Bench } from '../figure.ts';
import { addInvoices, openHouse } from '../house/house.ts';
import { startSmtpServer } from './smtp-server.ts';

const messagesARound = 250;
const rounds = 7;
const warm = 2;
const poolSize = 5;
const start = Date.UTC(2026, 5, 15, 8);

const flow: Flow = {
  id: 'email',
  name: 'One email',
  currency: 'EUR',
  start: 'reminder',
  steps: [
    { id: 'reminder', kind: 'email', to: ['billing'], message: 'reminder', tone: 'courtesy', next: 'end' },
    { id: 'end', kind: 'end' },
  ],
};

/** One message as somebody would hand it to nodemailer. */
function plainMail(message: OutgoingEmail) {
  return {
    from: { name: message.from.name ?? '', address: message.from.address },
    to: message.to.map(({ name, address }) => ({ name: name ?? '', address })),
    subject: message.subject,
    text: message.text,
    html: message.html ?? '',
    messageId: message.messageId,
  };
}

/** Our channel with both lines of the journal, and all that the sender does, against bare pooled nodemailer. */
export const email: Bench = {
  name: 'email',
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'palier-bench-'));
    const server = await startSmtpServer();
    const store = await openMemoryStore();
    const journal = await openJournal(join(folder, 'sends.jsonl'));
    const host = '127.0.0.1';
    const { port } = server;
    const channel = createSmtpChannel({ host, port, secure: false, poolSize });
    const transport = createTransport({ host, port, secure: false, pool: true, maxConnections: poolSize });
    const house = await openHouse(store, flow, { email: channel, journal }, start);
    const { carrier } = house;
    const sender = createSender(carrier);
    let made = 0;

    /** Messages that the mailroom booked as `sending`, through the whole of the driver's path. */
    const book = async (): Promise<readonly OutgoingEmail[]> => {
      await addInvoices(house, { from: made, count: messagesARound, dueOn: '2026-06-01' });
      made += messagesARound;
      while ((await enterInvoices(carrier, [house.digest], null)) > 0);
      while ((await advanceRuns(carrier)) > 0);
      const booked: OutgoingEmail[] = [];
      for (let mail = await mailRound(carrier); mail.customers > 0; mail = await mailRound(carrier))
        booked.push(...mail.outgoing);
      if (booked.length !== messagesARound) throw new Error(`${booked.length} messages were booked`);
      return booked;
    };

    let messages = await book();
    const sendBare = () =>
      timed(() => Promise.all(messages.map((message) => transport.sendMail(plainMail(message)))));
    const sendJournalled = async (message: OutgoingEmail) => {
      const line = { delivery: message.delivery, requests: [], messageId: message.messageId };
      await journal.append({ ...line, at: Date.now(), phase: 'sending' });
      const { fate } = await channel.send(message);
      if (fate !== 'sent') throw new Error(`a message was ${fate}`);
      await journal.append({ ...line, at: Date.now(), phase: fate });
    };
    try {
      const plain = await duel(
        { ours: () => timed(() => Promise.all(messages.map(sendJournalled))), bare: sendBare },
        { rounds, warm },
      );
      const journalled = await duel(
        {
          ours: () => timed(() => Promise.all(messages.map(sendJournalled))),
          bare: () => timed(() => Promise.all(messages.map((message) => channel.send(message)))),
        },
        { rounds, warm },
      );
      const whole = await duel(
        {
          ours: async () => {
            messages = await book();
            return timed(async () => {
              sender.add(messages);
              while (sender.busy()) await sender.progress();
            });
          },
          bare: sendBare,
        },
        { rounds, warm: 1 },
      );
      const perSecond = (milliseconds: number) => Math.round((messagesARound * 1000) / milliseconds);
      const values = (own: number, other: number) => `${perSecond(own)}/s, nodemailer ${perSecond(other)}/s`;
      return [
        {
          name: 'email, journal included',
          ratio: plain.speed,
          wanted: { atLeast: 0.7 },
          values: values(plain.ours, plain.bare),
        },
        {
          name: 'email, by the same channel without a journal',
          ratio: journalled.speed,
          wanted: { atLeast: 0.85 },
          values: `${perSecond(journalled.ours)}/s, without ${perSecond(journalled.bare)}/s`,
        },
        {
          name: 'email, and settled in the store',
          ratio: whole.speed,
          wanted: null,
          values: values(whole.ours, whole.bare),
        },
      ];
    } finally {
      await channel.close();
      transport.close();
      await journal.close();
      server.stop();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
