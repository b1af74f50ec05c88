import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../server/loopback/index.ts';
import { giveInvoices, openTestHouse, type TestHouse } from '../operations/open-test-house.ts';

const token = 'a'.repeat(64);
let test: TestHouse;
let app: Hono;

beforeAll(async () => {
  test = await openTestHouse();
  await giveInvoices(test, ['F1']);
  const page = new Hono();
  page.get('/', (c) => c.text('the page'));
  app = createApp({ house: test.house, token, page });
});

afterAll(() => test.house.close());

function call(name: string, input: unknown, headers: Record<string, string> = {}) {
  return app.request(`http://127.0.0.1:4870/operations/${name}`, {
    method: 'POST',
    headers: { host: '127.0.0.1:4870', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify({ actor: 'nadia', language: 'fr', input }),
  });
}

describe('the door', () => {
  it('answers an operation with JSON', async () => {
    const response = await call('runs', {});

    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ steps: [] });
  });

  it.each([['evil.example'], ['evil.example:4870'], ['127.0.0.1.evil.example'], ['']])(
    'is closed to the host %j, also for the page',
    async (host) => {
      expect((await call('runs', {}, { host })).status).toBe(403);
      expect((await app.request('/', { headers: { host } })).status).toBe(403);
    },
  );

  it.each([['localhost:4870'], ['127.0.0.1'], ['[::1]:4870']])('is open to %s', async (host) => {
    expect((await app.request('/', { headers: { host } })).status).toBe(200);
  });

  it.each([[''], ['Bearer '], [`Bearer ${'b'.repeat(64)}`], [`Basic ${token}`]])(
    'wants the token, not %j',
    async (authorization) => {
      expect((await call('runs', {}, { authorization })).status).toBe(401);
    },
  );

  it('tells refusals as problem details in the language asked for', async () => {
    const response = await call('pause', { invoice: 'nope' });

    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({
      code: 'not-found',
      detail: expect.stringContaining('il n’y a pas de facture « nope »'),
    });
  });

  it('an unknown operation, a wrong input and a broken body are refused, never a crash', async () => {
    expect((await call('fly', {})).status).toBe(404);
    expect((await call('__proto__', {})).status).toBe(404);
    expect((await call('pause', { invoice: 12 })).status).toBe(422);
    const broken = await app.request('/operations/runs', {
      method: 'POST',
      headers: { host: 'localhost', authorization: `Bearer ${token}` },
      body: '{',
    });
    expect(broken.status).toBe(422);
  });
});
