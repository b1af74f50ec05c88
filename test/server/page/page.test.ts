import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPage } from '../../../server/page/index.ts';
import { openDispute } from '../../../store/index.ts';
import { customer, day, invoice, openSmallHouse, type SmallHouse, start } from './small-house.ts';

describe('the page', () => {
  let house: SmallHouse;
  let page: ReturnType<typeof createPage>;

  beforeAll(async () => {
    house = await openSmallHouse({
      customers: [customer('C1', 'Dupont SA'), customer('C2', 'Leroy & Fils')],
      invoices: [
        invoice('C1', 'F2026-0412', '2026-10-26'),
        invoice('C1', 'F2026-0420', '2026-11-20'),
        invoice('C2', 'F2026-0398', '2026-10-30', 42_000),
      ],
    });
    await house.runUntil(start + day / 4);
    await openDispute(house.store.db, '3', { category: 'Prix' }, { at: start + day / 4, actor: 'nadia' });
    await house.runUntil(start + day / 4 + 1000);
    page = createPage(house);
  });
  afterAll(() => house.close());

  const text = async (path: string, headers: Record<string, string> = {}) => {
    const response = await page.request(path, { headers: { 'accept-language': 'fr', ...headers } });
    return { response, status: response.status, body: await response.text() };
  };

  it('opens with the sentence that answers, and never calls captured sent', async () => {
    const { status, body } = await text('/');

    expect(status).toBe(200);
    const answer = /<h1[^>]*>(.*?)<\/h1>/.exec(body)?.[1]?.replaceAll(/<[^>]+>/g, '');
    expect(answer).toBe('1\u00a0relance capturée aujourd’hui, 1\u00a0retenue.');
    expect(body).toContain('Rien ne quitte cette machine.');
    expect(body).not.toContain('relances envoyées');
  });

  it('shows what comes with its day, its amount and its reason', async () => {
    const { body } = await text('/');

    expect(body).toContain('F2026-0420');
    expect(body).toContain('échéance 20 nov. \u2212\u00a03\u00a0j');
    expect(body).toContain('1\u202f248,05\u00a0€');
    expect(body).toContain('litige n°\u00a01');
  });

  it('speaks the language that is asked for, remembered or preferred', async () => {
    const asked = await text('/?lang=en');
    const cookie = asked.response.headers.get('set-cookie') ?? '';

    expect(asked.body).toContain('<html lang="en">');
    expect(cookie).toContain('palier-language=en');
    const remembered = await text('/', { cookie: 'palier-language=en' });
    expect(remembered.body).toContain('Nothing leaves this machine.');
    expect((await text('/', { 'accept-language': 'de, en;q=0.5, fr;q=0.9' })).body).toContain('lang="fr"');
  });

  it('lets nothing in from elsewhere', async () => {
    const { response, body } = await text('/');

    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(body).not.toMatch(/ style="|<style|<script(?! src="\/page\/)| on[a-z]+="|https?:/);
  });

  it('serves what it is made of under names that change with the content', async () => {
    const { body } = await text('/');
    const paths = [...body.matchAll(/(?:href|src)="(\/page\/[^"]+)"/g)].map(([, path]) => path ?? '');

    expect(paths).toHaveLength(3);
    for (const path of paths) {
      const { status, response } = await text(path);
      expect(status).toBe(200);
      expect(response.headers.get('cache-control')).toContain('immutable');
    }
  });

  it('lists deliveries by state', async () => {
    const all = await text('/outbox');
    const failed = await text('/outbox?status=failed');

    expect(all.body).toContain('href="/outbox/1"');
    expect(all.body).toContain('capturé (non envoyé)');
    expect(failed.body).toContain('Aucun message dans cet état.');
    expect((await text('/outbox?before=1')).body).not.toContain('class="row line" href="/outbox/1"');
  });

  it('shows an email as its receiver would see it, without scripts, forms or requests', async () => {
    const view = await text('/outbox/1');
    const html = await text('/outbox/1/html');

    expect(view.body).toContain('sandbox="allow-same-origin"');
    expect(view.body).toContain('F2026-0412.pdf');
    expect(view.body).toMatch(/échéance 26 oct\./);
    const policy = html.response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox allow-same-origin');
    expect(policy).not.toContain('allow-scripts');
    expect(html.body).toContain('Ateliers Brévent SAS');
  });

  it('gives the email as a file', async () => {
    const response = await page.request('/outbox/1.eml');
    const parsed = await simpleParser(Buffer.from(await response.arrayBuffer()));

    expect(response.headers.get('content-disposition')).toContain('palier-1.eml');
    expect(parsed.from?.text).toContain('facturation@ateliers-brevent.example');
    expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['F2026-0412.pdf']);
  });

  it('finds invoices by number and by customer', async () => {
    expect((await text('/invoices?q=leroy')).body).toContain('F2026-0398');
    expect((await text('/invoices?q=0412')).body).not.toContain('F2026-0398');
    expect((await text('/invoices?q=nobody')).body).toContain('Aucune facture ne correspond');
  });

  it('tells an invoice: what holds it, what happened, what lets it go', async () => {
    const { body } = await text('/invoices/3');

    expect(body).toContain('Leroy &amp; Fils');
    expect(body).toContain('Retenue');
    expect(body).toContain('Retenu');
    expect(body).toContain('palier dispute F2026-0398 --close');
    expect(body).toContain('montant ouvert 420,00\u00a0€ ≤ 10\u202f000,00\u00a0€');
  });

  it('tells what comes next of an invoice that runs', async () => {
    const { body } = await text('/invoices/2');

    expect(body).toContain('Prochain contact');
    expect(
      body.match(/<li class="planned"><span class="when"><time datetime="2026-/g)?.length,
    ).toBeGreaterThan(3);
  });

  it('tells a flow in sentences with the runs at each', async () => {
    const { body } = await text('/flows/pme-standard');

    expect(body).toContain('Attendre J-3');
    expect(body).toContain('ton préventif');
    expect(body).toContain('1 ici');
    expect((await text('/flows')).body).toContain('href="/flows/pme-standard"');
  });

  it('says to a program how it is', async () => {
    const response = await page.request('/health');

    expect(await response.json()).toMatchObject({
      status: 'ok',
      store: 'pglite',
      clock: '2026-11-02T14:12:01.000Z',
      due: 0,
      runs: 3,
      held: 1,
      mail: 'captured',
    });
  });

  it.each([
    '/nope',
    '/invoices/999',
    '/invoices/99999999999999',
    '/outbox/999',
    '/outbox/999.eml',
    '/outbox/999/html',
    '/flows/nope',
    '/flows/__proto__',
    "/outbox/1'",
    '/invoices/%00',
  ])('answers %s with a page that says so', async (path) => {
    const { status, body } = await text(path);

    expect(status).toBe(404);
    expect(body).toContain('Cette page n’existe pas');
    expect(body).toContain('<nav aria-label="Navigation principale">');
  });

  it.each(['/invoices?page=-3&q=%25_%00', '/outbox?before=abc&status=__proto__', '/tasks?kind=%3Cb%3E'])(
    'takes %s without a fault',
    async (path) => {
      expect((await text(path)).status).toBe(200);
    },
  );

  it('says that a page could not be made, without a word of the fault', async () => {
    const broken = { ...house, clock: { ...house.clock, now: () => Number.NaN } };

    const response = await createPage(broken).request('/', { headers: { 'accept-language': 'en' } });

    expect(response.status).toBe(500);
    const body = await response.text();
    expect(body).toContain('This page could not be made');
    expect(body).not.toMatch(/at .*\.ts|Error:/);
    expect(house.faults.some((fault) => fault.startsWith('page-failed'))).toBe(true);
  });

  it('foresees what the driver then does while the data are fresh', async () => {
    const { body } = await text('/invoices/2');
    const foreseen = [...body.matchAll(/<li class="planned"><span class="when"><time datetime="([^"]+)"/g)];
    const before = foreseen.slice(0, 2).map(([, at]) => at);

    await house.runUntil(Date.parse(before[1] ?? '') + day);

    const rows = await house.store.db.selectFrom('delivery').select('at').execute();
    const made = new Set(rows.map(({ at }) => new Date(at).toISOString()));
    expect(before.map((at) => made.has(at ?? ''))).toEqual([true, true]);
  });
});
