import { networkInterfaces } from 'node:os';
import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { listen } from '../../../server/loopback/index.ts';

const app = new Hono().get('/', (c) => c.text('the page'));
const other = Object.values(networkInterfaces())
  .flat()
  .find((one) => one !== undefined && !one.internal && one.family === 'IPv4')?.address;

async function answers(host: string, port: number): Promise<boolean> {
  return fetch(`http://${host}:${port}/`).then(
    ({ ok }) => ok,
    () => false,
  );
}

it.skipIf(other === undefined)('listens on the address that is asked for and on no other', async () => {
  const own = await listen(app, { host: '127.0.0.1', port: 0 });
  const found = [await answers('127.0.0.1', own.port), await answers(other ?? '', own.port)];
  await own.close();
  const open = await listen(app, { host: '0.0.0.0', port: 0 });
  const foundOpen = [await answers('127.0.0.1', open.port), await answers(other ?? '', open.port)];
  await open.close();

  expect({ found, foundOpen }).toEqual({ found: [true, false], foundOpen: [true, true] });
});

it('an address of no interface here is refused by name', async () => {
  await expect(listen(app, { host: '192.0.2.1', port: 0 })).rejects.toMatchObject({
    words: { en: expect.stringContaining('"192.0.2.1" is no address of this machine') },
  });
});
