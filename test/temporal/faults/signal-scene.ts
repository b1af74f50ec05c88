/**
 * A house on the whole server, and what tests say to its runs: one process brings things to Temporal, and
 * works for no queue until a test starts others beside it.
 */
import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, expect } from 'vitest';
import type { RunState } from '../../../schemas/index.ts';
import { recordPayment } from '../../../store/index.ts';
import { explanationQuery, stateQuery } from '../../../workers/temporal/contract.ts';
import type { Explanation } from '../../../workers/temporal/workflow/explain.ts';
import { actor, dateOf, type FaultHouse, type Invoice, type Process, until } from './fault-house.ts';
import { type OpenFaultHouse, openFaultHouse } from './open-fault-house.ts';

/** What a run says up to the wait after its first reminder. */
export const beginning = ['j7 started', 'first done', 'j14 waits true'];

let count = 0;

/** An event as the outside world tells it, with an id of its own. */
export function happened(what: string, rest: object = {}) {
  count += 1;
  return { type: 'happened', id: `test-${count}`, at: Date.now(), what, ...rest };
}

/** An event as an operator orders it, with an id of its own. */
export function ordered(order: string, rest: object = {}) {
  count += 1;
  return { type: 'ordered', id: `test-${count}`, at: Date.now(), order, ...rest };
}

export class SignalScene {
  readonly env: OpenFaultHouse['env'];
  readonly house: FaultHouse;
  /** Brings things to Temporal, and does not work there. */
  readonly relaying: Process;
  readonly close: OpenFaultHouse['close'];

  private constructor({ env, house, close }: OpenFaultHouse, relaying: Process) {
    this.env = env;
    this.house = house;
    this.close = close;
    this.relaying = relaying;
  }

  static async open(): Promise<SignalScene> {
    const opened = await openFaultHouse();
    return new SignalScene(opened, await opened.house.start({ queues: [] }));
  }

  handleOf({ run }: Invoice, client: Client = this.house.client) {
    return client.workflow.getHandle(run);
  }

  stateOf(invoice: Invoice): Promise<RunState> {
    return this.handleOf(invoice).query<RunState>(stateQuery);
  }

  async problemsOf(invoice: Invoice) {
    return (await this.handleOf(invoice).query<Explanation>(explanationQuery)).problems;
  }

  /** A run that Temporal knows. */
  async begun(): Promise<Invoice> {
    const invoice = await this.house.take();
    this.relaying.driver.nudge();
    const query = this.house.store.db.selectFrom('run').select('begun').where('id', '=', invoice.run);
    await until(
      () => query.executeTakeFirst(),
      (row) => row?.begun === true,
    );
    return invoice;
  }

  /** A run that has sent its first reminder and waits for the day of the next. */
  async reminded(): Promise<Invoice> {
    const invoice = await this.begun();
    await until(
      () => this.house.said(invoice.run),
      (said) => said.at(-1) === beginning.at(-1),
    );
    return invoice;
  }

  async pay({ id }: Invoice): Promise<void> {
    const payment = { invoice: id, amount: 123_457, currency: 'EUR', on: dateOf(Date.now()) };
    await recordPayment(this.house.store.db, { ...payment, kind: 'payment' }, { at: Date.now(), actor });
  }

  finished({ run }: Invoice): Promise<string | null> {
    return until(
      () => this.house.outcome(run),
      (outcome) => outcome !== null,
    );
  }

  /** Until the workflow has closed too: a run that its store calls finished may not stay open at the server. */
  closed(invoice: Invoice): Promise<string> {
    return until(
      async () => (await this.handleOf(invoice).describe()).status.name,
      (status) => status !== 'RUNNING',
    );
  }

  /** Lives on: it answers, and a payment still ends it. */
  async expectAlive(invoice: Invoice): Promise<void> {
    await this.pay(invoice);
    this.relaying.driver.nudge();
    expect(await this.finished(invoice)).toBe('paid');
    expect(await this.closed(invoice)).toBe('COMPLETED');
  }
}

/** The scene of a test file; `works` starts a process for every queue at once. */
export function useSignalScene({ works }: { readonly works: boolean }): () => SignalScene {
  let scene: SignalScene | null = null;
  beforeAll(async () => {
    scene = await SignalScene.open();
    if (works) await scene.house.start({ relays: false });
  });
  afterAll(() => scene?.close());
  return () => {
    if (scene === null) throw new Error('the scene opens before the first test');
    return scene;
  };
}
