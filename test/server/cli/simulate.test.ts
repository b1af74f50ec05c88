import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readText } from '../../examples/read-examples.ts';
import { copyExamples } from '../workspace/copy-examples.ts';
import { english, palier } from './run-palier.ts';

const balance = [
  'Code client;Nom du client;N° facture;Date facture;Échéance;Montant TTC;Solde',
  'C100;Menuiserie Morel;F2026-118;01/09/2026;01/10/2026;1 250,00;1 250,00',
  'C100;Menuiserie Morel;F2026-131;15/10/2026;14/11/2026;480,50;480,50',
  'C102;Boulangerie Roux;F2026-122;05/11/2026;05/12/2026;38,00;38,00',
  'C103;Hôtel du Lac;AV2026-7;05/11/2026;05/11/2026;-200,00;-200,00',
  'C104;Cave Rey;F2026-140;05/11/2026;;900,00;900,00',
  'C105;Bar;F2026-141;05/11/2026;31/12/2026;900,00;abc',
].join('\n');

const customers = [
  'Code client;Nom;Email comptabilité;Langue',
  'C100;Menuiserie Morel;;fr',
  'C104;Cave Rey;compta@rey.example;fr',
].join('\n');

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'palier-simulate-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const invoice = '{"number":"F1","amount":"1200.00","issuedOn":"2026-10-31","dueOn":"2026-11-30"}';

describe('palier simulate', () => {
  it('walks one invoice: each contact with date, J±, channel, tone, subject, recipient and reason', async () => {
    const { code, out } = await palier(['simulate', 'cinq-etapes', '--invoice', invoice]);

    expect(code).toBe(0);
    expect(out).toContain('F1  Client d’exemple  1 200,00 €  échéance 30 novembre 2026');
    expect(out).toContain(
      [
        '  dim. 6 déc. 2026    J+6   email   courtois  Facture F1 échue le 30 novembre 2026',
        '                                              → contact supposé joignable · échéance 30 novembre',
        '                                              + 6 j',
      ].join('\n'),
    );
    expect(out).toContain('1 facture, 4 contacts. Rien n’est parti.');
  });

  it('says the same in English', async () => {
    const { out } = await palier(['simulate', 'cinq-etapes', '--invoice', invoice], { env: english });

    expect(out).toMatch(/Sun 6 Dec 2026 +D\+6 +email +courteous/);
    expect(out).toMatch(/due 30 November\s+\+ 6 days/);
    expect(out).toContain('1 invoice, 4 contacts. Nothing was sent.');
  });

  it.each([60, 80, 100, 140])('keeps to a terminal of %i columns', async (columns) => {
    const { out } = await palier(['simulate', 'pme-standard', '--invoice', invoice], { columns });

    const widest = Math.max(...out.split('\n').map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(Math.max(columns, 70));
  });

  it('moves into the send window, and names the day that it avoids', async () => {
    const { folder, replace } = copyExamples();
    replace('palier.json', '"window": "always"', '"window": "weekdays 09:00-18:00"');

    const saturday = await palier(
      ['simulate', 'cinq-etapes', '--invoice', invoice.replace('2026-11-30', '2026-12-19')],
      { cwd: folder },
    );

    expect(saturday.out).toMatch(/lun\. 28 déc\. 2026 +J\+9 +email/);
    expect(saturday.out).toMatch(/vendredi 25 décembre férié \(Noël\)/);
  });

  it('walks a ledger: who gets what, and who gets nothing and why', async () => {
    const cwd = folderWith({ 'balance.csv': balance });

    const { code, out, err } = await palier(
      ['simulate', 'pme-standard', '--ledger', 'balance.csv', '--until', '2026-12-31'],
      { cwd, now: '2026-11-20T08:00:00Z' },
    );

    expect(code).toBe(0);
    expect(err).toMatch(/^balance\.csv:7 {2}Solde {2}« abc »/);
    expect(out).toContain('F2026-118  Menuiserie Morel  1 250,00 €  échéance 1er octobre 2026');
    expect(out).toContain('« Jour de l’échéance » ne partira pas');
    expect(out).toContain('rattrapage : prévu le');
    const nothing = out.slice(out.indexOf('Rien ne part pour'));
    expect(nothing).toMatch(/F2026-140 +Cave Rey +900,00 € +Retenu : la facture n’a pas de date d’échéance/);
    expect(nothing).toMatch(/F2026-122 +Boulangerie Roux +38,00 € +n’entre pas dans le scénario/);
    expect(nothing).toMatch(/AV2026-7 +Hôtel du Lac +-200,00 € +avoir/);
    expect(nothing).toMatch(/\n5 factures, \d+ contacts jusqu’au 31 décembre 2026\. Rien n’est parti\.\n$/);
  });

  it('knows contacts from a file of customers, and who has no address', async () => {
    const cwd = folderWith({
      'balance.csv': balance.replace('05/11/2026;;', '05/11/2026;20/11/2026;'),
      'clients.csv': customers,
    });

    const { out } = await palier(
      ['simulate', 'pme-standard', '--ledger', 'balance.csv', '--customers', 'clients.csv'],
      { cwd },
    );

    expect(out).not.toContain('supposé joignable');
    expect(out).toMatch(/Rien ne part pour[\s\S]*F2026-118 +Menuiserie Morel/);
    expect(out).toMatch(/F2026-140 {2}Cave Rey {2}900,00 €/);
  });

  it('lets events of a script happen to an invoice of the ledger', async () => {
    const script = JSON.stringify({
      about: 'Paid on J+60.',
      customer: { number: 'C100', name: 'x', contacts: [] },
      invoices: [{ number: 'F2026-118', amount: '1.00' }],
      events: [{ at: '2026-11-28 10:00', what: 'paid' }],
    });
    const cwd = folderWith({ 'balance.csv': balance, 'paid.script.json': script });

    const { out } = await palier(
      ['simulate', 'pme-standard', '--ledger', 'balance.csv', '--script', 'paid.script.json', '--json'],
      { cwd },
    );

    const { invoices } = JSON.parse(out) as { invoices: { number: string; outcome: string }[] };
    expect(invoices.find(({ number }) => number === 'F2026-118')?.outcome).toBe('paid');
    expect(invoices.find(({ number }) => number === 'F2026-131')?.outcome).toBe('completed');
  });

  it('takes one invoice of the ledger', async () => {
    const cwd = folderWith({ 'balance.csv': balance });
    const args = ['simulate', 'pme-standard', '--ledger', 'balance.csv', '--invoice'];

    const one = await palier([...args, 'F2026-131', '--json'], { cwd });
    const none = await palier([...args, 'F2026-999'], { cwd });

    expect(JSON.parse(one.out)).toMatchObject({ invoices: [{ number: 'F2026-131' }], left: [] });
    expect(none).toMatchObject({ code: 3, err: expect.stringContaining('F2026-999') });
  });

  it('lets every invoice in where it is told to', async () => {
    const cwd = folderWith({ 'balance.csv': balance });
    const args = ['simulate', 'cinq-etapes', '--ledger', 'balance.csv'];

    const asked = await palier(args, { cwd });
    const ignored = await palier([...args, '--ignore-entry'], { cwd });

    expect(asked.out).toContain('n’entre pas dans le scénario : Mode de relance inconnu');
    expect(asked.out).toContain('0 contact');
    expect(ignored.out).toContain('F2026-118  Menuiserie Morel');
  });

  it('shows days with their names, months apart, holidays between', async () => {
    const { out } = await palier(['simulate', 'cinq-etapes', '--invoice', invoice, '--format', 'calendar']);

    expect(out).toMatch(/\nDécembre 2026\n {2}dim\. 6 déc\. +J\+6 +email/);
    expect(out).toMatch(/ven\. 25 déc\. +férié : Noël/);
  });

  it('writes the trace in the form of the expected traces', async () => {
    const path = 'scripts/cinq-etapes/promesse-a-paques';

    const { code, out } = await palier([
      ...['simulate', 'cinq-etapes', '--format', 'trace'],
      ...['--script', new URL(`../../../examples/${path}.script.json`, import.meta.url).pathname],
    ]);

    expect(code).toBe(0);
    expect(out).toBe(readText(`${path}.trace.jsonl`));
  });

  it('starts on the day that is given, and shows no more than is asked for', async () => {
    const { out } = await palier([
      ...['simulate', 'cinq-etapes', '--invoice', invoice, '--json'],
      ...['--today', '2026-12-20', '--from', '2027-01-01', '--until', '2027-01-20'],
    ]);

    const { invoices } = JSON.parse(out) as { invoices: { entries: { date: string }[] }[] };
    const dates = invoices.flatMap(({ entries }) => entries.map(({ date }) => date));
    expect(dates.length).toBeGreaterThan(0);
    expect(dates.every((date) => date >= '2027-01-01' && date <= '2027-01-20')).toBe(true);
  });

  it.each([
    [['cinqetapes'], 3, /Vouliez-vous dire « cinq-etapes » \?/],
    [['cinq-etapes', '--today', '31/12/2026'], 2, /--today attend une date comme 2026-11-30/],
    [['cinq-etapes', '--invoice', 'F1'], 2, /--ledger/],
    [['cinq-etapes', '--invoice', '{"number":1}'], 2, /"number" is 1/],
    [['cinq-etapes', '--customers', 'c.csv'], 2, /--customers va avec --ledger/],
    [['cinq-etapes', '--ledger', 'nowhere.csv'], 3, /nowhere\.csv ne peut être lu/],
    [['cinq-etapes', '--script', 'nowhere.json'], 3, /nowhere\.json/],
    [['cinq-etapes', '--entity', 'japon'], 2, /entités : france, suisse/],
  ])('refuses %j', async (args, code, message) => {
    const ran = await palier(['simulate', ...args], { cwd: tmpdir() });

    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err.replaceAll('\n', ' ')).toMatch(message);
  });

  it('refuses a flow with errors, and shows them', async () => {
    const { folder, replace } = copyExamples();
    replace('flows/cinq-etapes.flow.json', '"next": "dernier-avis"', '"next": "dernier-avi"');

    const { code, out, err } = await palier(['simulate', 'cinq-etapes'], { cwd: folder });

    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/unknown-next[\s\S]*le scénario « cinq-etapes » a des erreurs/);
  });

  it('lets no name steer the terminal', async () => {
    const bell = String.fromCharCode(27, 91, 50, 74);
    const cwd = folderWith({ 'balance.csv': balance.replace('Cave Rey', `Cave ${bell} Rey`) });

    const { out } = await palier(['simulate', 'pme-standard', '--ledger', 'balance.csv'], { cwd });

    expect(out).not.toContain(bell);
  });
});
