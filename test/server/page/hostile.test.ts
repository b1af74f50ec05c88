import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPage } from '../../../server/page/index.ts';
import { customer, day, invoice, openSmallHouse, type SmallHouse, start } from './small-house.ts';

const script = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>{{ 7 | times: 7 }}`;
const endless = 'Très'.repeat(2500);

describe('what files of others bring', () => {
  let house: SmallHouse;
  let page: ReturnType<typeof createPage>;

  beforeAll(async () => {
    house = await openSmallHouse({
      customers: [customer('X1', script), customer('X2', endless)],
      invoices: [
        invoice('X1', 'F-1', '2026-10-26'),
        invoice('X2', 'F-2', '2026-10-26'),
        invoice('X2', `"><b>${'N'.repeat(300)}`, '0206-01-01'),
        invoice('X2', 'F-4', null, -5000),
      ],
    });
    await house.runUntil(start + day / 4);
    page = createPage(house);
  });
  afterAll(() => house.close());

  const paths = ['/', '/outbox', '/outbox/1', '/outbox/2', '/invoices', '/tasks'];
  it.each([...paths, '/invoices/1', '/invoices/2', '/invoices/3', '/invoices/4'])(
    'is harmless and short on %s',
    async (path) => {
      const response = await page.request(path, { headers: { 'accept-language': 'fr' } });
      const body = await response.text();

      expect(response.status).toBe(200);
      expect(body).not.toContain('<script>alert');
      expect(body).not.toContain('<img');
      expect(body).not.toContain('"><b>');
      const shown = body.replaceAll(/<pre class="text">[\s\S]*?<\/pre>/g, '');
      expect(shown).not.toContain('Très'.repeat(60));
    },
  );

  it('is harmless in the search', async () => {
    const response = await page.request(`/invoices?q=${encodeURIComponent(script)}`);

    expect(await response.text()).not.toContain('<script>alert');
  });
});

describe('an empty store', () => {
  it('says what to do on every page', async () => {
    const house = await openSmallHouse({ customers: [], invoices: [] });
    const page = createPage(house);

    const bodies = await Promise.all(
      ['/', '/outbox', '/invoices', '/tasks', '/flows'].map(async (path) => {
        const response = await page.request(path, { headers: { 'accept-language': 'en' } });
        return response.text();
      }),
    );

    expect(bodies[0]).toContain('palier import balance.csv --dry-run');
    expect(bodies[1]).toContain('Nothing has been written yet.');
    expect(bodies[2]).toContain('palier import balance.csv');
    expect(bodies[3]).toContain('No open task.');
    expect(bodies[4]).toContain('palier publish');
    await house.close();
  });
});
