/** A trace begins with the import and ends with the email, whatever lies between in time and processes. */
import { expect, it } from 'vitest';
import { importBalance, importCustomers, importPayments } from '../../store/index.ts';
import { carryRun, enterInvoices, performRequest } from '../../workers/carry/index.ts';
import { createRecording, type OutgoingEmail } from '../../workers/channels/index.ts';
import { tellImport } from '../../workers/telemetry/index.ts';
import { openTestHouse } from '../server/operations/open-test-house.ts';
import { describeStores } from '../store/stores.ts';
import { actor, buildHouse, day, ladder, start } from '../workers/carry/house.ts';
import { type SeenSpan, seen, type Watched, watch } from './watched.ts';

function treeOf(watched: Watched): readonly SeenSpan[] {
  return watched.spans().map(seen);
}

/** Ids of spans that nothing of their trace stands above, beside its first one. */
function unconnected(spans: readonly SeenSpan[]): readonly SeenSpan[] {
  const known = new Set(spans.map(({ trace, id }) => `${trace}/${id}`));
  return spans.filter(({ trace, parent }) => parent !== null && !known.has(`${trace}/${parent}`));
}

it('a file that is imported and the email that is captured belong to one trace', async () => {
  const watched = await watch();
  const test = await openTestHouse(null, watched.telemetry);
  const file = [
    'Client;Nom;Facture;Date;Échéance;Montant;Solde;Email',
    'C1;Menuiserie Testard;F-2026-1;26/01/2026;25/02/2026;1200,00;1200,00;claire@client.example',
  ].join('\n');

  await test.ask('import', {
    file: 'balance.csv',
    content: Buffer.from(file).toString('base64'),
    kind: 'balance',
  });
  await test.work();
  for (let days = 0; days < 40; days += 1) await test.pass(day);

  const spans = treeOf(watched);
  await test.house.close();
  expect(new Set(spans.map(({ trace }) => trace)).size).toBe(1);
  expect(unconnected(spans)).toEqual([]);
  expect(spans.filter(({ parent }) => parent === null).map(({ name }) => name)).toEqual(['import']);
  expect(new Set(spans.map(({ name }) => name))).toEqual(
    new Set(['import', 'enter', 'turn', 'decide', 'mailroom']),
  );
});

describeStores('one trace', (store) => {
  async function takeInvoice(watched: Watched, number: string): Promise<void> {
    const context = { source: 'balance', at: start, actor };
    const contacts = [{ name: 'Claire Morel', roles: ['billing' as const], email: 'claire@morel.example' }];
    await importCustomers(store().db, [{ entity: 'fr', number: 'C1', name: 'Morel', contacts }], {
      ...context,
      source: 'customers',
    });
    const row = { entity: 'fr', customer: 'C1', number, instalment: 1, open: 120_000, currency: 'EUR' };
    await tellImport(watched.telemetry, 'balance', (told) =>
      importBalance(store().db, [{ ...row, issuedOn: '2026-02-01', dueOn: '2026-03-02' }], {
        ...context,
        source: `balance ${number}`,
        ...told,
      }),
    );
  }

  it('goes on with another process, weeks later, to the email that a server took', async () => {
    const first = await watch();
    const second = await watch();
    const email = createRecording<OutgoingEmail>('email');
    const before = await buildHouse(store(), { email, telemetry: first.telemetry });
    await takeInvoice(first, 'F1');
    await before.runTo(start);

    const after = await buildHouse(store(), { email, telemetry: second.telemetry });
    await after.runTo(start + 8 * day);

    const spans = [...treeOf(first), ...treeOf(second)];
    expect(email.messages.length).toBe(1);
    expect(new Set(spans.map(({ trace }) => trace)).size).toBe(1);
    expect(unconnected(spans)).toEqual([]);
    const send = spans.find(({ name }) => name === 'send');
    expect(send?.fields).toMatchObject({
      'palier.run': expect.stringMatching(/^\d+-1$/),
      'palier.step': 'first',
      'palier.visit': 1,
      'palier.channel': 'email',
      'palier.delivery': email.messages[0]?.delivery,
      'palier.status': 'sent',
    });
  });

  it('a payment that comes with another import is linked, and the run ends in its own trace', async () => {
    const watched = await watch();
    const house = await buildHouse(store(), { telemetry: watched.telemetry });
    await takeInvoice(watched, 'F1');
    await house.runTo(start);
    const at = start + day;
    const receipt = { entity: 'fr', invoice: 'F1', reference: 'R1', on: '2026-03-03' };
    await tellImport(watched.telemetry, 'payments', (told) =>
      importPayments(store().db, [{ ...receipt, kind: 'payment', amount: 120_000, currency: 'EUR' }], {
        source: 'bank',
        at,
        actor,
        ...told,
      }),
    );

    await house.runTo(at);

    const spans = treeOf(watched);
    const [balance, payments] = spans.filter(({ name }) => name === 'import');
    const last = spans.filter(({ name }) => name === 'turn').at(-1);
    expect(last?.trace).toBe(balance?.trace);
    expect(last?.links).toEqual([payments?.trace]);
    expect(last?.fields).toMatchObject({ 'palier.outcome': 'paid' });
    expect(unconnected(spans)).toEqual([]);
  });

  it('one message for two invoices stands in the trace of the first and is linked to the other', async () => {
    const watched = await watch();
    const email = createRecording<OutgoingEmail>('email');
    const release = ladder({ grouping: 'customer', slot: '15 minutes' });
    const house = await buildHouse(store(), { email, release, telemetry: watched.telemetry });
    await takeInvoice(watched, 'F1');
    await takeInvoice(watched, 'F2');

    await house.runTo(start + 7 * day);
    await house.runTo(start + 7 * day + day / 2);

    const spans = treeOf(watched);
    const imports = spans.filter(({ name }) => name === 'import').map(({ trace }) => trace);
    const sends = spans.filter(({ name }) => name === 'send');
    expect(sends.map(({ trace, links }) => [trace, ...links])).toEqual([imports]);
  });

  it('is the same for a run whose turns and requests another engine asks for', async () => {
    const watched = await watch();
    const email = createRecording<OutgoingEmail>('email');
    const { carrier: own } = await buildHouse(store(), { email, telemetry: watched.telemetry });
    const carrier = { ...own, engine: 'temporal' as const };
    await takeInvoice(watched, 'F1');
    const { digest } = ladder();
    await enterInvoices(carrier, [digest], null);
    const carry = async (turn: number, now: number) => {
      const { id: run, state } = await runInStore();
      await carryRun(carrier, {
        run,
        place: [0, 0, turn],
        seq: turn * 10,
        lines: [],
        state,
        events: [],
        now,
      });
    };

    await carry(1, start);
    await carry(2, start + 8 * day);
    const { id: run, state } = await runInStore();
    if (state.open?.type !== 'perform') throw new Error('the run asks for an email');
    const { id, type } = state.open;
    const { at, step, visit } = state;
    const none = { lastDelivery: null, task: null, object: null };
    const perform = { type, id, at, step, visit, planned: at, late: false, since: at, ...none };
    const outcome = await performRequest(
      carrier,
      { run, perform, kind: 'email', unstored: null },
      {
        inTurn: (work) => work(),
        inHand: (work) => work(),
        pause: async () => {},
        perSecond: null,
      },
    );

    const spans = treeOf(watched);
    expect(outcome).toMatchObject({ fate: 'done' });
    expect(new Set(spans.map(({ trace }) => trace)).size).toBe(1);
    expect(unconnected(spans)).toEqual([]);
    expect(spans.map(({ name }) => name).filter((name) => name !== 'decide')).toEqual([
      ...['import', 'enter', 'turn', 'turn', 'mailroom', 'send'],
    ]);
  });

  async function runInStore() {
    return store().db.selectFrom('run').select(['id', 'state']).executeTakeFirstOrThrow();
  }

  it('without a collector the store keeps no context', async () => {
    const watched = await watch();
    const quiet = { ...watched, telemetry: { ...watched.telemetry, spans: null } };
    const house = await buildHouse(store(), { telemetry: quiet.telemetry });
    await takeInvoice(quiet, 'F1');

    await house.runTo(start + 8 * day);

    const runs = await store().db.selectFrom('run').select('traceparent').execute();
    expect(runs).toEqual([{ traceparent: null }]);
    expect(watched.spans()).toEqual([]);
  });
});
