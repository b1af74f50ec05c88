import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildRelease, loadWorkspace, problemsOfFlow } from '../../../server/workspace/index.ts';
import { copyExamples } from './copy-examples.ts';

/** File, line and code of every problem. */
async function problemsIn(folder: string): Promise<readonly string[]> {
  const { problems } = await loadWorkspace(folder, { publish: true });
  return problems.map(({ file, line, code }) => `${file}:${line} ${code}`);
}

describe('a workspace', () => {
  it('without faults has its settings, flows, messages and scripts', async () => {
    const { folder } = copyExamples();

    const loaded = await loadWorkspace(folder, { publish: true });

    expect(loaded.problems).toEqual([]);
    expect(loaded.workspace?.name).toBe('Ateliers Brévent');
    expect(loaded.flows.map(({ id }) => id)).toContain('pme-standard');
    expect(loaded.flows.every(({ flow }) => flow !== undefined)).toBe(true);
    expect(loaded.scripts.length).toBeGreaterThan(40);
    expect(loaded.lines.get('messages/relance-1/fr.email.md')?.subject).toBe(2);
  });

  it('tells the faults of all its files at once, each with its line', async () => {
    const { folder, replace } = copyExamples();
    replace('palier.json', '"CH-GE"', '"CH-XX"');
    replace('palier.json', 'Europe/Paris', 'Europe/Pari');
    replace('palier.json', '"silence",', '"silense",');
    replace('palier.json', '"30 days"', '"30 jours"');
    replace('palier.json', 'https://paiement', 'javascript:paiement');
    replace('segments.json', 'customer.averageDelay', 'customer.averageDelai');
    replace('messages/relance-1/fr.email.md', 'invoice.number', 'invoice.numbr');
    replace('flows/cinq-etapes.flow.json', '"next": "dernier-avis"', '"next": "dernier-avi"');
    replace('scripts/cinq-etapes/insolvable.script.json', '"insolvent"', '"insolvant"');

    const found = await problemsIn(folder);

    expect(found).toEqual(
      expect.arrayContaining([
        'palier.json:13 bad-payment-link',
        'palier.json:15 unknown-zone',
        'palier.json:26 unknown-region',
        'palier.json:34 bad-duration',
        'palier.json:38 unknown-flow',
        'segments.json:11 unknown-fact',
        'messages/relance-1/fr.email.md:2 message.variable',
        'flows/cinq-etapes.flow.json:84 unknown-next',
        'flows/cinq-etapes.flow.json:86 detached',
        expect.stringMatching(/^scripts\/cinq-etapes\/insolvable\.script\.json:\d+ bad-value$/),
      ]),
    );
  });

  it.each([
    ['that are no JSON', 'palier.json', '{ "name": ', 'syntax'],
    ['without entities', 'palier.json', '{ "name": "A", "languages": ["fr"], "flows": [] }', 'missing-key'],
    ['with a strange key', 'palier.json', '{ "nom": "A", "entities": 3 }', 'unknown-key'],
    [
      'with mixed groups',
      'segments.json',
      '{ "segments": [{ "name": "a", "when": { "all": [], "any": [] } }] }',
      'mixed-group',
    ],
    ['that are a list', 'segments.json', '[]', 'wrong-type'],
  ])('has a problem, not a crash, for files %s', async (_what, file, text, code) => {
    const { folder, write } = copyExamples();
    write(file, text);

    const { problems } = await loadWorkspace(folder);

    const own = problems.filter((problem) => problem.file === file);
    expect(own.map((problem) => problem.code)).toContain(code);
    expect(own.every(({ line, message }) => line !== undefined && /[.?]$/.test(message))).toBe(true);
  });

  it('checks flows even where its settings cannot be read, and invents no faults in them', async () => {
    const { folder, write } = copyExamples();
    write('palier.json', 'nothing');

    const found = await problemsIn(folder);

    expect(found.filter((problem) => problem.startsWith('flows/'))).toEqual([]);
    expect(found.length).toBeGreaterThan(0);
  });

  it('refuses a text that is not UTF-8, and does not miss its message in the flows', async () => {
    const { folder, write } = copyExamples();
    write('messages/relance-2/fr.email.md', Uint8Array.of(0xe9, 0x20, 0xe8, 0x0a));

    const { problems } = await loadWorkspace(folder);

    expect(problems.map(({ code }) => code)).toContain('not-utf-8');
  });

  it('refuses a flow in a file of another name', async () => {
    const { folder, replace } = copyExamples();
    replace('flows/silence.flow.json', '"id": "silence"', '"id": "silences"');

    expect(await problemsIn(folder)).toEqual(['flows/silence.flow.json:1 file-name']);
  });

  it('may have no segments and no scripts', async () => {
    const { folder } = copyExamples();
    rmSync(join(folder, 'scripts'), { recursive: true });
    rmSync(join(folder, 'segments.json'));

    const { problems, segments } = await loadWorkspace(folder);

    expect(problems).toEqual([]);
    expect(segments).toEqual([]);
  });
});

describe('a release', () => {
  it('is the same whenever it is built, and another one when a text that it uses changes', async () => {
    const { folder, replace } = copyExamples();
    const before = buildRelease(await loadWorkspace(folder), 'cinq-etapes');

    replace('messages/rappel-amical/fr.email.md', '{{ contact.greeting }}', 'Bonsoir');
    const unused = buildRelease(await loadWorkspace(folder), 'cinq-etapes');
    replace('messages/relance-1/fr.email.md', '{{ contact.greeting }}', 'Bonsoir');
    const used = buildRelease(await loadWorkspace(folder), 'cinq-etapes');

    expect(before.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(unused).toEqual(before);
    expect(used.digest).not.toBe(before.digest);
  });

  it('holds the messages of its flow in every language, and the workspace’s policies', async () => {
    const { folder } = copyExamples();

    const release = buildRelease(await loadWorkspace(folder), 'cinq-etapes');

    expect([...new Set(release.messages.map(({ message }) => message))]).toEqual([
      ...['dernier-avis', 'equipe-contentieux', 'mise-en-demeure', 'provision-comptable', 'relance-1'],
      ...['relance-2', 'suivi-manuel'],
    ]);
    expect(release.messages.filter(({ language }) => language === 'en')).toHaveLength(7);
    expect(release.policies).toMatchObject({ window: 'always', lateStart: 'compress', floor: '0.00' });
  });

  it('is kept back by errors of what the flow uses, and by no others', async () => {
    const { folder, replace } = copyExamples();
    replace('messages/relance-1/fr.email.md', 'invoice.number', 'invoice.numbr');

    const loaded = await loadWorkspace(folder);
    const problems = (id: string) => {
      const flow = loaded.flows.find((one) => one.id === id);
      return flow === undefined ? [] : problemsOfFlow(loaded, flow).map(({ code }) => code);
    };

    expect(problems('cinq-etapes')).toEqual(['message.variable']);
    expect(problems('segments')).toEqual([]);
  });
});
