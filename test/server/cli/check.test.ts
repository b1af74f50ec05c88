import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { copyExamples } from '../workspace/copy-examples.ts';
import { english, palier } from './run-palier.ts';

const flow = 'flows/cinq-etapes.flow.json';

describe('palier check', () => {
  it('is content with the examples, from any folder of the workspace', async () => {
    const { folder } = copyExamples();

    const below = await palier(['check'], { cwd: join(folder, 'messages/relance-1') });

    expect(below).toMatchObject({ code: 0, err: '' });
    expect(below.out).toMatch(/^Aucune faute, 1\d\d fichiers vérifiés\.\n$/);
  });

  it('takes the examples that it is shipped with where there is no workspace', async () => {
    const { code } = await palier(['check'], { cwd: tmpdir() });

    expect(code).toBe(0);
  });

  it('prints path, line, code and sentence, the files apart, and counts', async () => {
    const { folder, replace } = copyExamples();
    replace(flow, '"next": "dernier-avis"', '"next": "dernier-avi"');
    replace('palier.json', '"silence",', '');

    const { code, out } = await palier(['check'], { cwd: folder });

    expect(code).toBe(1);
    expect(out).toBe(
      [
        `${flow}:84  unknown-next  "j30" leads to "dernier-avi", which is no step. Did`,
        '                                              you mean "dernier-avis"?',
        `${flow}:86  detached      avertissement : No run comes to "dernier-avis";`,
        '                                              connect it, or delete it before publishing.',
        '',
        'palier.json:36  flow-not-asked  avertissement : The flow "silence" is never asked whether it takes',
        '                                an invoice; add it to "flows".',
        '',
        '1 erreur, 2 avertissements',
        '',
      ].join('\n'),
    );
    expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  it('leaves the code at 0 for warnings alone, and makes them errors for publishing', async () => {
    const { folder, replace } = copyExamples();
    replace('palier.json', '"silence",', '');

    const warned = await palier(['check', '--language', 'en'], { cwd: folder });

    expect(warned.code).toBe(0);
    expect(warned.out).toContain('0 errors, 1 warning');
  });

  it('checks only the files that are named, also one that lies elsewhere', async () => {
    const { folder, read, replace, write } = copyExamples();
    write('draft.json', read(flow).replace('"next": "j15"', '"next": "j16"'));
    replace('palier.json', '"silence",', '"silense",');

    const sound = await palier(['check', flow], { cwd: folder });
    const draft = await palier(['check', 'draft.json'], { cwd: folder });
    const texts = await palier(['check', 'messages'], { cwd: folder });

    expect(sound).toMatchObject({ code: 0, out: 'Aucune faute, 1 fichier vérifié.\n' });
    expect(draft.code).toBe(1);
    expect(draft.out).toMatch(/^draft\.json:\d+ +unknown-next/);
    expect(texts.code).toBe(0);
  });

  it('answers in JSON', async () => {
    const { folder, replace } = copyExamples();
    replace(flow, '"tone": "formal"', '"tone": "formel"');

    const { code, out } = await palier(['check', '--json'], { cwd: folder });

    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      errors: 1,
      warnings: 0,
      problems: [{ file: flow, line: 93, code: 'unknown-value', severity: 'error', path: '/steps/7/tone' }],
    });
  });

  it.each([
    [['check', 'nowhere.flow.json'], /nowhere\.flow\.json n’existe pas/],
    [['check', '--workspace', 'nowhere'], /nowhere n’est pas un dossier/],
  ])('refuses %j', async (args, message) => {
    const { code, err } = await palier(args, { cwd: tmpdir() });

    expect(code).toBe(3);
    expect(err).toMatch(message);
  });

  it('colours on a terminal alone, and never against NO_COLOR', async () => {
    const { folder, replace } = copyExamples();
    replace(flow, '"tone": "formal"', '"tone": "formel"');
    const introducer = String.fromCharCode(27);

    const coloured = await palier(['check'], { cwd: folder, isTty: true });
    const plain = await palier(['check'], { cwd: folder, isTty: true, env: { NO_COLOR: '1' } });

    expect(coloured.out).toContain(`${introducer}[31munknown-value`);
    expect(plain.out).not.toContain(introducer);
  });
});

describe('palier fmt', () => {
  it('writes what is not in canonical form, once', async () => {
    const { folder, read, write } = copyExamples();
    const canonical = read(flow);
    write(flow, JSON.stringify(JSON.parse(canonical)));

    const checked = await palier(['fmt', '--check'], { cwd: folder });
    const written = await palier(['fmt'], { cwd: folder });
    const again = await palier(['fmt', '--check'], { cwd: folder });

    expect(checked).toEqual({ code: 1, out: `${flow}\nÀ récrire : 1 sur 11.\n`, err: '' });
    expect(written).toEqual({ code: 0, out: `${flow}\nRécrits : 1 sur 11.\n`, err: '' });
    expect(read(flow)).toBe(canonical);
    expect(again).toEqual({ code: 0, out: 'En forme : 11.\n', err: '' });
  });

  it('formats a draft with open ends, and leaves a file alone that it cannot read', async () => {
    const { folder, read, write } = copyExamples();
    const draft = JSON.stringify({ ...JSON.parse(read(flow)), start: 'nowhere' });
    write('draft.json', draft);
    write('broken.json', '{ "id": "a", "id": "b" }');

    const ran = await palier(['fmt', 'draft.json', 'broken.json'], { cwd: folder });

    expect(ran.code).toBe(3);
    expect(ran.err).toMatch(/^broken\.json:1 +duplicate-key/);
    expect(read('draft.json')).toContain('"start": "nowhere"');
    expect(read('draft.json')).not.toBe(draft);
    expect(read('broken.json')).toBe('{ "id": "a", "id": "b" }');
  });
});

describe('palier diff', () => {
  it('says what changes between two files', async () => {
    const { folder, read, write } = copyExamples();
    write(
      'new.json',
      read(flow).replace(
        '"days": 15, "at": "09:00" },\n      "next": "relance-2"',
        '"days": 10, "at": "09:00" },\n      "next": "relance-2"',
      ),
    );

    const changed = await palier(['diff', flow, 'new.json'], { cwd: folder });
    const same = await palier(['diff', flow, flow], { cwd: folder });
    const json = await palier(['diff', flow, 'new.json', '--json'], { cwd: folder, env: english });

    expect(changed).toEqual({
      code: 1,
      out: `${flow} → new.json\n\n  ~ « Relance ferme » passe de J+15, à 09:00 à J+10, à 09:00\n`,
      err: '',
    });
    expect(same).toMatchObject({ code: 0, out: 'Rien ne change dans ce que fait le scénario.\n' });
    expect(JSON.parse(json.out)).toMatchObject({ changes: [{ kind: 'changed' }] });
  });

  it('compares one file with the last commit', async () => {
    const { folder, replace } = copyExamples();
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...args], { cwd: folder });
    git('init', '-q');
    git('add', '-A');
    git('commit', '-qm', 'one');
    replace(flow, '"floor": "50.00"', '"floor": "75.00"');

    const changed = await palier(['diff', flow], { cwd: folder });
    const named = await palier(['diff', `HEAD:${flow}`, flow], { cwd: folder });
    const unknown = await palier(['diff', `HEAD:flows/none.json`, flow], { cwd: folder });

    expect(changed.code).toBe(1);
    expect(changed.out).toContain('~ Le montant minimal passe de 50.00 à 75.00');
    expect(named.out.split('\n').slice(1)).toEqual(changed.out.split('\n').slice(1));
    expect(unknown).toMatchObject({
      code: 3,
      err: expect.stringContaining('git ne connaît pas flows/none.json'),
    });
  });

  it('refuses a file outside git, and one that is no flow', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'palier-diff-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'a.json'), '{}');

    const outside = await palier(['diff', 'a.json'], { cwd: folder });
    const none = await palier(['diff', 'a.json', 'a.json'], { cwd: folder });

    expect(outside.code).toBe(3);
    expect(none.code).toBe(3);
    expect(none.err).toContain('a.json n’est pas un scénario lisible');
  });
});

describe('palier describe', () => {
  it('tells a flow step by step, with the ways that lead on', async () => {
    const { code, out } = await palier(['describe', 'cinq-etapes'], { cwd: tmpdir() });

    expect(code).toBe(0);
    expect(out).toMatch(/^Cinq étapes \(cinq-etapes\)\n/);
    expect(out).toMatch(/ {2}j6 {17}Attendre J\+6, à 09:00\n/);
    expect(out).toContain('plus de 10 000 → accord');
  });
});
