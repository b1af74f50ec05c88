import { randomBytes } from 'node:crypto';
import { Client } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RunState } from '../../../schemas/index.ts';
import { closeDispute, openDispute, recordPayment, tagInvoice } from '../../../store/index.ts';
import { hearSignal, stateQuery } from '../../../workers/temporal/contract.ts';
import { createEncryption } from '../../../workers/temporal/encryption.ts';
import type { EncryptionKeys } from '../../../workers/temporal/settings.ts';
import { placeOf } from '../../conformance/temporal.ts';
import { BreakableLine } from '../breakable-line.ts';
import {
  actor,
  dateOf,
  type FaultHouse,
  type Invoice,
  type Process,
  type ProcessOptions,
  until,
} from './fault-house.ts';
import { type OpenFaultHouse, openFaultHouse } from './open-fault-house.ts';

let env: TestWorkflowEnvironment;
let opened: OpenFaultHouse;
let house: FaultHouse;

beforeAll(async () => {
  opened = await openFaultHouse();
  ({ env, house } = opened);
});

afterAll(() => opened.close());

afterEach(() => house.close());

const queues = ['flows', 'email'] as const;
const last = 'j14 waits true';
const reminded = ['j7 started', 'first done', last];
const start = (options: ProcessOptions = {}) => house.start({ queues, ...options });

async function remindedBy({ driver }: Process): Promise<Invoice> {
  const invoice = await house.take();
  driver.nudge();
  await says(invoice, last);
  return invoice;
}

const says = ({ run }: Invoice, line: string) =>
  until(
    () => house.said(run),
    (said) => said.at(-1) === line,
  );

async function expectPaid(invoice: Invoice, { driver }: Process): Promise<void> {
  const payment = { invoice: invoice.id, amount: 123_457, currency: 'EUR', on: dateOf(Date.now()) };
  await recordPayment(house.store.db, { ...payment, kind: 'payment' }, { at: Date.now(), actor });
  driver.nudge();
  expect(await until(() => house.outcome(invoice.run), Boolean)).toBe('paid');
}

describe('a server that cannot be reached', () => {
  it.each(['cut', 'silent'] as const)(
    'behind a line that is %s: all is accepted, kept, and delivered in order afterwards',
    async (state) => {
      const line = await BreakableLine.lay(env.address);
      const process = await start({ place: { ...placeOf(env), address: line.address } });
      const { driver } = process;
      const known = await remindedBy(process);
      const { seen } = await house.client.workflow.getHandle(known.run).query<RunState>(stateQuery);

      line.become(state);
      const deed = { at: Date.now(), actor };
      await openDispute(house.store.db, known.id, { reference: 'D1', category: 'other' }, deed);
      await closeDispute(house.store.db, { invoice: known.id, reference: 'D1' }, deed);
      await tagInvoice(house.store.db, known.id, 'vip', deed);
      const late = await house.take();
      driver.nudge();
      await until(
        () => driver.status(),
        ({ isAway, backlog }) => isAway && backlog.toBegin === 1 && backlog.events >= 3,
      );
      line.become('whole');
      await says(late, last);
      const status = await until(
        () => driver.status(),
        ({ isAway, backlog }) => !isAway && backlog.events === 0,
      );

      // Temporal has them; the workflow may still be at the turn that hears them.
      const after = await until(
        () => house.client.workflow.getHandle(known.run).query<RunState>(stateQuery),
        (now) => now.seen.length >= seen.length + 3,
      );
      const heard = after.seen.slice(seen.length).map((id) => Number(id.slice(1)));
      expect(status.backlog.toBegin).toBe(0);
      expect(heard).toEqual(heard.toSorted((a, b) => a - b));
      expect([await house.deliveries(known), await house.deliveries(late)]).toEqual([
        ['captured'],
        ['captured'],
      ]);
      await house.close();
      line.close();
    },
  );
});

describe('encryption', () => {
  const one = keys('one');
  const both: EncryptionKeys = { active: 'two', keys: new Map([...one.keys, ...keys('two').keys]) };
  const under = (encryption: EncryptionKeys | null) => ({ place: { ...placeOf(env), encryption } });

  it('is switched on, and gets another key, with runs under way', async () => {
    const plain = await start(under(null));
    const invoice = await remindedBy(plain);
    await house.stop(plain);
    const first = await start(under(one));
    await openDispute(
      house.store.db,
      invoice.id,
      { reference: 'E1', category: 'other' },
      { at: Date.now(), actor },
    );
    first.driver.nudge();
    await says(invoice, 'j14 held dispute');
    await house.stop(first);

    await expectPaid(invoice, await start(under(both)));

    const { events } = await house.client.workflow.getHandle(invoice.run).fetchHistory();
    expect(JSON.stringify(events)).toContain(Buffer.from('binary/encrypted').toString('base64'));
    expect(await house.deliveries(invoice)).toEqual(['captured']);
  });

  it('under a key that nobody has: a signal is kept as a Problem, and the run goes on', async () => {
    const process = await start(under(one));
    const invoice = await remindedBy(process);
    const other = new Client({
      connection: env.connection,
      dataConverter: { payloadCodecs: [createEncryption(keys('lost'))] },
    });

    await other.workflow.getHandle(invoice.run).signal(hearSignal, { any: 'thing' });

    expect((await until(() => house.problem(invoice.run), Boolean))?.code).toBe('malformed-signal');
    await expectPaid(invoice, process);
  });

  it('under a key that those who work do not have yet: nothing is lost until they have it', async () => {
    const relaying = await start({ ...under(both), queues: [] });
    const working = await start({ ...under(one), relays: false });
    const invoice = await house.take();
    relaying.driver.nudge();
    const handle = house.client.workflow.getHandle(invoice.run);
    await until(
      () => handle.describe().catch(() => null),
      (seen) => (seen?.raw.pendingWorkflowTask?.attempt ?? 0) > 1,
    );
    const stop = { type: 'ordered', id: 'stop', at: Date.now(), order: 'stop' } as const;

    await house.stop(working);
    await start({ ...under(both), relays: false });
    await says(invoice, last);
    await relaying.driver.tell(invoice.run, stop.id, stop);

    expect(await until(() => house.outcome(invoice.run), Boolean)).toBe('stopped');
    expect((await house.said(invoice.run)).slice(0, 3)).toEqual(reminded);
  });

  function keys(active: string): EncryptionKeys {
    return { active, keys: new Map([[active, randomBytes(32)]]) };
  }
});

describe('two builds', () => {
  it('side by side: runs of the older one go on with the newer one', async () => {
    const built = (buildId: string) => ({
      place: { ...placeOf(env), taskQueuePrefix: 'built', deployment: { name: 'palier', buildId } },
    });
    const older = await start(built('1'));
    const begun = await remindedBy(older);
    const newer = await start({ ...built('2'), relays: false });
    await until(
      () =>
        env.connection.workflowService
          .describeWorkerDeployment({ namespace: 'default', deploymentName: 'palier' })
          .catch(() => null),
      (found) => found?.workerDeploymentInfo?.routingConfig?.currentDeploymentVersion?.buildId === '2',
    );

    const later = await remindedBy(older);
    await expectPaid(begun, older);

    const { raw } = await house.client.workflow.getHandle(later.run).describe();
    expect(raw.workflowExecutionInfo?.versioningInfo?.deploymentVersion?.buildId).toBe('2');
    expect([await house.deliveries(begun), await house.deliveries(later)]).toEqual([
      ['captured'],
      ['captured'],
    ]);
    expect([...older.faults, ...newer.faults]).toEqual([]);
  });
});
