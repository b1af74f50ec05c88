import { expect, it } from 'vitest';
import {
  countDeliveries,
  countRunsByStep,
  countTasks,
  createTask,
  type Db,
  importBalance,
  listDeliveries,
  listHoldReasons,
  listImports,
  listInvoices,
  listProblems,
  listRuns,
  listTasks,
  nextContacts,
  openDispute,
  placeHold,
  readAudit,
  readDecisions,
  readDelivery,
  readFreshness,
  readPulse,
  readStandings,
  readTrace,
  recordBounce,
} from '../../store/index.ts';
import { happenings } from './happenings.ts';
import { act, compta, day, invoice, start } from './ledger-rows.ts';
import { describeStores } from './stores.ts';

describeStores('views', (store) => {
  it('lists runs by step, by their next wake, and by their problems', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000), invoice('F2', 5_000)], compta);
    await insertRun(db, 1, start + day, null);
    await insertRun(db, 2, null, { code: 'missing-date', message: 'F2 has no due date' });

    expect(await countRunsByStep(db)).toEqual([
      { flow: 'pme', step: 'j7', currency: 'EUR', runs: 2, held: 1, open: 15_000 },
    ]);
    expect((await nextContacts(db)).map((line) => [line.run, line.wakeAt])).toEqual([['1-1', start + day]]);
    expect((await listProblems(db)).map((line) => [line.run, line.problem?.code])).toEqual([
      ['2-1', 'missing-date'],
    ]);
    expect((await listRuns(db, { flow: 'pme', held: false })).map((line) => line.number)).toEqual(['F1']);
    expect(await readTrace(db, '1-1')).toEqual([]);
  });

  it('says in one row how the engine stands, and where each run does', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000), invoice('F2', 5_000), invoice('F3', 0)], compta);
    await insertRun(db, 1, start + day, null);
    await insertRun(db, 2, start - 1, { code: 'missing-date', message: 'F2 has no due date' });

    expect(await readPulse(db, start)).toEqual({
      running: 2,
      held: 1,
      due: 1,
      nextWake: start - 1,
      openInvoices: 2,
      withoutFlow: 0,
    });
    expect([...(await readStandings(db, ['1-1', 'nobody'])).values()]).toEqual([
      { run: '1-1', flow: 'pme', release: 'sha256:1', entity: 'france', state: {}, last: null },
    ]);
    expect(await readDecisions(db, '1-1')).toEqual([]);
    expect((await listInvoices(db, { withoutRun: true, open: false })).map((line) => line.number)).toEqual([
      'F3',
    ]);
  });

  it('counts deliveries and tasks, and knows why a run is held', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000), invoice('F2', 5_000)], compta);
    await insertDelivery(db);
    await createTask(db, { invoice: '1' }, { title: 'Appeler', dueAt: start }, act);
    await openDispute(db, '1', { category: 'Prix', reason: 'autre devis' }, act);
    await placeHold(db, { customer: '1' }, { reason: 'avoir attendu' }, { ...act, at: act.at + 1 });

    expect(await countDeliveries(db)).toEqual([{ status: 'captured', channel: 'email', deliveries: 1 }]);
    expect(await countDeliveries(db, { from: start + 1 })).toEqual([]);
    expect((await countTasks(db, start + 1)).map(({ open, late }) => [open, late])).toEqual([[1, 1]]);
    expect((await listHoldReasons(db, ['1'])).map(({ cause, reason }) => [cause, reason])).toEqual([
      ['hold', 'avoir attendu'],
      ['dispute', 'Prix · autre devis'],
    ]);
    expect((await listHoldReasons(db, ['2'])).map(({ cause }) => cause)).toEqual(['hold']);
  });

  it('shows a delivery with its invoices, and a bounce reaches each of them', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F1', 10_000), invoice('F2', 5_000)], compta);
    await insertDelivery(db);

    const bounced = await recordBounce(db, '1', { detail: { code: '550' } }, act);

    expect(bounced).toHaveLength(2);
    expect(await happenings(db)).toEqual(['bounced 1', 'bounced 2']);
    const [line] = await listDeliveries(db, { invoice: '2' });
    expect(line).toMatchObject({
      delivery: '1',
      status: 'captured',
      subject: 'Rappel',
      customerName: 'Dupont SA',
      invoices: [
        { invoice: '1', number: 'F1', run: '1-1' },
        { invoice: '2', number: 'F2', run: '2-1' },
      ],
    });
    expect((await readDelivery(db, '1'))?.rendered?.text).toBe('Bonjour');
    expect(await readDelivery(db, "1'")).toBeNull();
  });

  it('lists invoices, tasks, imports, freshness and the audit trail', async () => {
    const { db } = store();
    await importBalance(db, [invoice('F_1', 10_000), invoice('F2', 0, { amount: 1 })], {
      ...compta,
      asOf: start - day,
    });
    await createTask(db, { invoice: '1' }, { title: 'Appeler', dueAt: start }, act);

    expect((await listInvoices(db)).map((line) => line.number)).toEqual(['F_1']);
    expect((await listInvoices(db, { search: '_', open: false })).map((line) => line.number)).toEqual([
      'F_1',
    ]);
    expect((await listTasks(db)).map((line) => [line.title, line.number, line.open])).toEqual([
      ['Appeler', 'F_1', 10_000],
    ]);
    expect((await listImports(db)).map((line) => [line.source, line.counts.created])).toEqual([
      ['compta', 2],
    ]);
    expect(await readFreshness(db)).toEqual({
      refreshedAt: start - day,
      entity: null,
      sources: [{ name: 'compta', kind: 'balance', asOf: start - day }],
    });
    expect((await readAudit(db)).map((line) => line.what)).toEqual(['created task', 'imported balance']);
    expect(await readAudit(db, { object: 'import 1' })).toHaveLength(1);
  });
});

async function insertRun(db: Db, invoiceId: number, wakeAt: number | null, problem: object | null) {
  await db
    .insertInto('run')
    .values({
      id: `${invoiceId}-1`,
      invoice_id: invoiceId,
      customer_id: 1,
      cycle: 1,
      flow_id: 'pme',
      release: 'sha256:1',
      state: '{}',
      status: 'running',
      phase: 'running',
      step: 'j7',
      visit: 1,
      held: problem !== null,
      wake_at: wakeAt,
      problem: problem === null ? null : JSON.stringify(problem),
      started_at: start,
    })
    .execute();
}

async function insertDelivery(db: Db) {
  const delivery = {
    customer_id: 1,
    channel: 'email',
    status: 'captured',
    at: start,
    real_at: start,
  } as const;
  const rendered = JSON.stringify({ subject: 'Rappel', html: null, text: 'Bonjour' });
  await db
    .insertInto('delivery')
    .values({ ...delivery, tone: 'courtesy', step: 'j7', recipients: '[]', rendered })
    .execute();
  for (const invoiceId of [1, 2]) {
    await db
      .insertInto('request')
      .values({
        run_id: `${invoiceId}-1`,
        step: 'j7',
        visit: 1,
        customer_id: 1,
        invoice_id: invoiceId,
        channel: 'email',
        command: 'c',
        asked_at: start,
        since: start,
        status: 'answered',
        payload: '{}',
      })
      .execute();
    await db.insertInto('delivery_request').values({ delivery_id: 1, request_id: invoiceId }).execute();
  }
}
