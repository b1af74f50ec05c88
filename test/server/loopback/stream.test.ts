import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../../server/loopback/index.ts';
import { listInvoices } from '../../../store/index.ts';
import { openTestHouse, type TestHouse } from '../operations/open-test-house.ts';

const token = 'a'.repeat(64);
const headers = { host: '127.0.0.1:4870', authorization: `Bearer ${token}` };
let test: TestHouse;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  test = await openTestHouse();
  app = createApp({ house: test.house, token, page: null });
});

afterAll(() => test.house.close());

const many = Array.from({ length: 5_000 }, (_, at) => `C1;F${at};03/03/2026;1,00`);
const content = Buffer.from(['Client;N° facture;Echéance;Solde', ...many].join('\n')).toString('base64');

function begin(call: string, input: object) {
  return app.request('http://127.0.0.1:4870/operations/import', {
    ...{ method: 'POST', headers },
    body: JSON.stringify({ actor: 'nadia', language: 'en', input, call }),
  });
}

async function* linesOf(response: Response) {
  const decoder = new TextDecoderStream();
  let rest = '';
  for await (const piece of response.body?.pipeThrough(decoder) ?? []) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line);
  }
}

const cancel = async (call: string) => {
  const url = `http://127.0.0.1:4870/operations/${call}`;
  return (await app.request(url, { method: 'DELETE', headers })).json();
};

const invoices = async () => (await listInvoices(test.house.store.db, { open: false })).length;

it('a call that is cancelled by its id says that nothing was taken', async () => {
  const call = randomUUID();
  const response = await begin(call, { file: 'a.csv', content });
  const heard = [];

  for await (const line of linesOf(response)) {
    heard.push(line);
    if (heard.length === 1) expect(await cancel(call)).toEqual({ found: true });
  }

  expect(heard.at(-1)).toMatchObject({
    problem: { code: 'conflict', detail: 'cancelled: nothing was taken' },
  });
  expect(await invoices()).toBe(0);
  expect(await cancel(call)).toEqual({ found: false });
});

it('a call whose reader goes away takes nothing', async () => {
  const response = await begin(randomUUID(), { file: 'a.csv', content });
  const reader = response.body?.getReader();
  await reader?.read();

  await reader?.cancel();
  await test.ask('imports', {});

  expect(await invoices()).toBe(0);
});

it('a refusal is the last line, and so is the answer', async () => {
  const refused = await begin(randomUUID(), { file: 'a.csv', content: '' });
  const taken = await begin(randomUUID(), { file: 'a.csv', content });

  const last = async (response: Response) => {
    let found: unknown;
    for await (const line of linesOf(response)) found = line;
    return found;
  };

  expect(await last(refused)).toMatchObject({ problem: { code: 'not-acceptable' } });
  expect(await last(taken)).toMatchObject({ value: { report: { created: 5_000 } } });
});

it('cancelling wants the token', async () => {
  const url = `http://127.0.0.1:4870/operations/${randomUUID()}`;

  expect((await app.request(url, { method: 'DELETE', headers: { host: '127.0.0.1:4870' } })).status).toBe(
    401,
  );
});
