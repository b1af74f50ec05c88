import { afterEach, beforeEach, expect, it } from 'vitest';
import { giveInvoices, openTestHouse, type TestHouse } from './open-test-house.ts';

let test: TestHouse;

beforeEach(async () => {
  test = await openTestHouse();
});

afterEach(() => test.house.close());

it('says where an invoice stands, what was decided on which values, and what comes next', async () => {
  await giveInvoices(test, ['F1'], { dueOn: '2026-03-20' });
  await test.work();

  const said = await test.ask('explain', { invoice: 'F1' });

  expect(said).toMatchObject({
    invoice: { number: 'F1', open: 120_000 },
    run: {
      status: 'running',
      holds: [],
      isStale: false,
      decisions: [
        { took: 'otherwise', because: [{ truth: false, said: 'open amount €1,200.00 ≤ €10,000.00' }] },
        { because: expect.arrayContaining([expect.objectContaining({ truth: true })]) },
      ],
    },
    next: { kind: 'email', because: expect.stringContaining('due 20 Mar') },
    noFlow: [],
  });
});

it('says what holds it, for which reason, and the command that lets it go', async () => {
  await giveInvoices(test, ['F1']);
  await test.work();
  await test.ask('hold', { target: { invoice: 'F1' }, reason: 'credit note expected', until: '2026-04-01' });
  await test.ask('dispute', { invoice: 'F1', category: 'price' });
  await test.work();

  const said = await test.ask('explain', { invoice: 'F1' });

  expect(said).toMatchObject({
    run: {
      holds: expect.arrayContaining([
        expect.objectContaining({
          cause: 'hold',
          reason: 'credit note expected',
          who: 'nadia@ateliers.example',
          remedy: 'palier lift F1',
        }),
        expect.objectContaining({ cause: 'dispute', reason: 'price', remedy: 'palier dispute F1 --close' }),
      ]),
    },
  });
});

it('says for each flow why none takes an invoice', async () => {
  await giveInvoices(test, ['SMALL'], { amount: 4_000, open: 4_000, issuedOn: '2025-01-26' });
  await test.work();

  const said = (await test.ask('explain', { invoice: 'SMALL' })) as {
    run: unknown;
    noFlow: { flow: string; said: string }[];
  };

  expect(said.run).toBeNull();
  expect(said.noFlow.map(({ flow }) => flow)).toEqual(test.house.workspace.flows);
  expect(said.noFlow.at(-1)?.said).toBe('open amount €40.00 < €50.00');
});

it('says that nothing leaves because the data are too old', async () => {
  await giveInvoices(test, ['F1'], { dueOn: '2026-03-20' });
  await test.work();
  await test.pass(40 * 86_400_000);

  expect(await test.ask('explain', { invoice: 'F1' })).toMatchObject({ run: { isStale: true } });
});

it('says why a run has ended', async () => {
  await giveInvoices(test, ['F1']);
  await test.work();
  await test.ask('paid', { invoice: 'F1' });
  await test.work();

  expect(await test.ask('explain', { invoice: 'F1' })).toMatchObject({
    run: { status: 'finished', outcome: 'paid' },
    next: null,
  });
});
