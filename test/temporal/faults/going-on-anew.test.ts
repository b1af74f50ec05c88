import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunState } from '../../../schemas/index.ts';
import { recordPayment } from '../../../store/index.ts';
import { hearSignal, orderUpdate, stateQuery } from '../../../workers/temporal/contract.ts';
import { actor, dateOf, type FaultHouse, type Invoice, type Process, until } from './fault-house.ts';
import { type OpenFaultHouse, openFaultHouse } from './open-fault-house.ts';

let opened: OpenFaultHouse;
let house: FaultHouse;
let process: Process;

beforeAll(async () => {
  const dynamicConfig = { 'limit.historyCount.suggestContinueAsNew': 40 };
  opened = await openFaultHouse({ dynamicConfig });
  house = opened.house;
  process = await house.start({ queues: ['flows'] });
});

afterAll(() => opened.close());

const handleOf = ({ run }: Invoice) => house.client.workflow.getHandle(run);
const stateOf = (invoice: Invoice) => handleOf(invoice).query<RunState>(stateQuery);
const lengthOf = async (invoice: Invoice) => (await handleOf(invoice).describe()).historyLength;

/** Numbers of the trace's lines, as they are stored. */
async function numbers({ run }: Invoice): Promise<readonly number[]> {
  const rows = await house.store.db
    .selectFrom('trace')
    .select('seq')
    .where('run_id', '=', run)
    .orderBy('seq')
    .execute();
  return rows.map(({ seq }) => seq);
}

const reply = (id: string) => ({ type: 'happened', id, at: Date.now(), what: 'replied', object: '1' });
const order = (id: string, name: string) => ({ type: 'ordered', id, at: Date.now(), order: name });

it('a run in a new history has lost nothing: no request in flight, no signal, no order, no line', async () => {
  const invoice = await house.take();
  process.driver.nudge();
  await until(
    () => stateOf(invoice).catch(() => null),
    (state) => state?.open?.type === 'perform',
  );
  const { runId: first } = await handleOf(invoice).describe();

  // While a request is in flight the history grows beyond what the server suggests.
  // Signals that come close together take one task of the workflow, so their number varies.
  let early = 0;
  for (; (await lengthOf(invoice)) <= 42; early += 1) {
    await handleOf(invoice).signal(hearSignal, reply(`early-${early}`));
  }
  const { runId: inFlight } = await handleOf(invoice).describe();
  await house.start({ queues: ['email'], relays: false });
  await until(
    async () => (await handleOf(invoice).describe()).runId,
    (runId) => runId !== first,
  );
  const answers: unknown[] = [];
  for (let n = 0; n < 12; n += 1) {
    const name = n % 2 === 0 ? 'pause' : 'resume';
    const [answer] = await Promise.all([
      handleOf(invoice).executeUpdate(orderUpdate, { args: [order(`order-${n}`, name)] }),
      handleOf(invoice).signal(hearSignal, reply(`late-${n}`)),
      handleOf(invoice).signal(hearSignal, reply(`later-${n}`)),
    ]);
    answers.push(answer);
  }

  const { seen } = await stateOf(invoice);
  const own = seen.filter((id) => /^(early|late|later|order)-/.test(id));
  expect(inFlight).toBe(first);
  expect(answers).toHaveLength(12);
  expect(own.toSorted()).toEqual(
    [
      ...Array.from({ length: early }, (_, n) => `early-${n}`),
      ...Array.from({ length: 12 }, (_, n) => [`late-${n}`, `later-${n}`, `order-${n}`]).flat(),
    ].toSorted(),
  );
  const said = await house.said(invoice.run);
  expect(said.slice(0, 3)).toEqual(['j7 started', 'first done', 'j14 waits true']);
  expect(said.filter((line) => line === 'j14 ordered resume')).toHaveLength(6);
  expect(await house.deliveries(invoice)).toEqual(['captured']);

  const payment = { invoice: invoice.id, amount: 123_457, currency: 'EUR', on: dateOf(Date.now()) };
  await recordPayment(house.store.db, { ...payment, kind: 'payment' }, { at: Date.now(), actor });
  process.driver.nudge();
  expect(await until(() => house.outcome(invoice.run), Boolean)).toBe('paid');
  const stored = await numbers(invoice);
  expect(stored).toEqual(stored.map((_, index) => index));
});
