/** Workers as processes of their own: what they have in hand at their end, how fast they are, what they leave behind. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { createRecording, type OutgoingEmail, type SendResult } from '../../../workers/channels/index.ts';
import { tellImport } from '../../../workers/telemetry/index.ts';
import { seen, watch } from '../../telemetry/watched.ts';
import { type FaultHouse, type Invoice, type ProcessOptions, until } from './fault-house.ts';
import { type OpenFaultHouse, openFaultHouse } from './open-fault-house.ts';

let opened: OpenFaultHouse;
let house: FaultHouse;

beforeAll(async () => {
  opened = await openFaultHouse();
  house = opened.house;
});
afterEach(() => house.close());
afterAll(() => opened.close());

const sent: SendResult = { fate: 'sent', providerId: 'x', refused: [] };
const reminded = 'j14 waits true';
const says = ({ run }: Invoice, last: string) =>
  until(
    () => house.said(run),
    (said) => said.at(-1) === last,
  );

/** A mail server that notes when it was spoken to. */
function mailServer(delay = 0) {
  const times: number[] = [];
  const email = createRecording<OutgoingEmail>('email', async () => {
    times.push(Date.now());
    await pause(delay);
    return sent;
  });
  return { email, times };
}

const worker = (options: ProcessOptions) => house.start({ relays: false, ...options });

it('a worker that is asked to stop waits for the answer of the mail server', async () => {
  const { email, times } = mailServer(3_000);
  const relaying = await house.start({ queues: [] });
  const working = await worker({ email });
  const invoice = await house.take();
  relaying.driver.nudge();
  await until(async () => times.length, Boolean);

  await house.stop(working);

  expect(await house.deliveries(invoice)).toEqual(['sent']);
  await worker({ email });
  await says(invoice, reminded);
  expect(email.messages).toHaveLength(1);
});

it('a rate holds across all workers of a channel', async () => {
  const perSecond = 2;
  const { email, times } = mailServer();
  const relaying = await house.start({ queues: [] });
  const invoices: Invoice[] = [];
  for (let count = 0; count < 16; count += 1) invoices.push(await house.take());
  for (const _each of [1, 2]) await worker({ email, rates: { email: perSecond } });
  relaying.driver.nudge();

  for (const invoice of invoices) await says(invoice, reminded);

  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
  expect(times).toHaveLength(invoices.length);
  expect((times.length - 1) / seconds).toBeLessThan(perSecond * 1.1);
});

it('Temporal’s pages name timers and activities after the steps of the flow', async () => {
  const relaying = await house.start();
  const invoice = await house.take();
  relaying.driver.nudge();
  await says(invoice, reminded);

  const handle = house.client.workflow.getHandle(invoice.run);
  const summaries = await until(
    async () =>
      ((await handle.fetchHistory()).events ?? []).flatMap(({ userMetadata }) => {
        const data = userMetadata?.summary?.data;
        return data == null ? [] : [JSON.parse(Buffer.from(data).toString('utf8')) as string];
      }),
    (seen) => seen.length === 3,
  );

  expect(summaries).toEqual(['ladder', 'email first', expect.stringMatching(/^J\+\d+, attente$/)]);
});

it('the import and the email that another process sent belong to one trace', async () => {
  const [office, machine] = [await watch(), await watch()];
  const relaying = await house.start({ queues: [], parts: { telemetry: office.telemetry } });
  await worker({ email: mailServer().email, parts: { telemetry: machine.telemetry } });

  await tellImport(office.telemetry, 'balance', async (told) => {
    await house.take({}, told);
    return null;
  });
  relaying.driver.nudge();
  await until(
    () => Promise.resolve(machine.spans()),
    (spans) => spans.some(({ name }) => name === 'send'),
  );
  await house.close();

  const names = (spans: readonly { readonly name: string; readonly trace: string }[], trace: string) =>
    new Set(spans.filter((span) => span.trace === trace).map(({ name }) => name));
  const before = office.spans().map(seen);
  const root = before.find(({ name }) => name === 'import')?.trace ?? '';
  expect(names(before, root)).toEqual(new Set(['import', 'enter']));
  expect(names(machine.spans().map(seen), root)).toEqual(new Set(['turn', 'decide', 'mailroom', 'send']));
});
