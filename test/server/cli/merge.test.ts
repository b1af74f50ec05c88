import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { formatFlow } from '../../../engine/flow/index.ts';
import { type Edit, insertAfter, ladder, remove, set } from '../../engine/flow/edits.ts';
import { english, palier } from './run-palier.ts';

const base = ladder(4);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'palier-merge-'));
});

function given(ours: Edit | string, theirs: Edit | string, from: string = formatFlow(base)): void {
  const text = (edit: Edit | string) => (typeof edit === 'string' ? edit : formatFlow(edit(base)));
  writeFileSync(join(folder, 'base.json'), from);
  writeFileSync(join(folder, 'ours.json'), text(ours));
  writeFileSync(join(folder, 'theirs.json'), text(theirs));
}

const merge = (...more: readonly string[]) =>
  palier(['merge', 'base.json', 'ours.json', 'theirs.json', ...more], { cwd: folder, env: english });
const written = () => readFileSync(join(folder, 'ours.json'), 'utf8');

test('two changes that go together are written in the canonical form', async () => {
  given(set('s1', { tone: 'firm' }), insertAfter('s2', 'avis'));

  const ran = await merge();

  expect(ran).toEqual({ code: 0, out: '', err: '' });
  expect(written()).toBe(formatFlow(insertAfter('s2', 'avis')(set('s1', { tone: 'firm' })(base))));
});

test('a conflict is marked at its lines and said in a sentence', async () => {
  given(set('s1', { tone: 'firm' }), set('s1', { tone: 'formal' }));

  const { code, err } = await merge();

  expect(code).toBe(1);
  expect(err).toBe(
    'palier merge: 1 conflict\n  “s1”: both change the tone, from courteous to firm and to formal\n',
  );
  expect(written()).toContain(
    '<<<<<<< ours\n      "tone": "firm",\n=======\n      "tone": "formal",\n>>>>>>> theirs\n',
  );
});

test('the merge can be shown or written elsewhere, and then no version is touched', async () => {
  given(set('s1', { tone: 'firm' }), insertAfter('s2', 'avis'));
  const before = written();

  const shown = await merge('-o', '-');
  await merge('-o', 'merged.json');

  expect(shown.out).toContain('"id": "avis"');
  expect(readFileSync(join(folder, 'merged.json'), 'utf8')).toBe(shown.out);
  expect(written()).toBe(before);
});

test('what is no flow is kept whole beside the other, never lost', async () => {
  given('{ "id": ', set('s1', { tone: 'firm' }));

  const { code, err } = await merge();

  expect(code).toBe(1);
  expect(err).toContain('ours.json is no flow that can be read');
  expect(written()).toContain('<<<<<<< ours\n{ "id": \n=======\n{\n');
  expect(written()).toContain('"tone": "firm"');
});

test('two versions that are not sound together are marked too', async () => {
  given(remove('s1'), set('s2', { until: { from: 'delivery', step: 's1', days: 3 } }));

  const { code, err } = await merge();

  expect(code).toBe(1);
  expect(err).toContain('both versions are sound, but not together');
  expect(written()).toContain('<<<<<<< ours');
  expect(written()).toContain('"step": "s1"');
});

test.each([
  ['a step', (text: string) => text.replace('"id": "s3"', '"id": "s1"')],
  ['a key', (text: string) => text.replace('"tone": "courtesy"', '"tone": "courtesy", "tone": "firm"')],
])('%s that stands twice in a version is kept with the other text', async (_name, double) => {
  given(double(formatFlow(base)), insertAfter('s2', 'avis'));
  const before = written();

  const { code, err } = await merge();

  expect(code).toBe(1);
  expect(err).toContain('or gives one name twice');
  expect(written()).toContain(before.trimEnd());
  expect(written()).toContain('"avis"');
});

test('a file that both made anew under one name is merged without a base', async () => {
  given(set('s1', { tone: 'firm' }), (flow) => flow, '');

  expect((await merge()).code).toBe(1);
  expect(written()).toContain('<<<<<<< ours');
});

test('the same change twice is no conflict, whatever the text', async () => {
  given('not JSON', 'not JSON');

  expect((await merge()).code).toBe(0);
  expect(written()).toBe('not JSON');
});

test('a file that is not there is refused, and nothing is written', async () => {
  given(set('s1', { tone: 'firm' }), set('s1', { tone: 'formal' }));
  const before = written();

  const ran = await palier(['merge', 'base.json', 'ours.json', 'gone.json'], { cwd: folder, env: english });

  expect(ran.code).toBe(3);
  expect(written()).toBe(before);
});

test('in JSON it says where and why', async () => {
  given(set('s1', { tone: 'firm' }), set('s1', { tone: 'formal' }));

  const { out } = await merge('--json', '-o', '-');

  expect(JSON.parse(out)).toMatchObject({
    merged: false,
    conflicts: [{ kind: 'both-changed', step: 's1', field: 'tone' }],
  });
});
