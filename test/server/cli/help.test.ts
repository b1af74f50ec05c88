import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../server/cli/commands/index.ts';
import { english, palier } from './run-palier.ts';

const mine = ['check', 'fmt', 'diff', 'describe', 'simulate'];

describe('the command line', () => {
  it('shows its commands where none is named, in the user’s language', async () => {
    const french = await palier([]);
    const inEnglish = await palier([], { env: english });
    const asked = await palier(['--language', 'en', '--help']);

    expect(french).toMatchObject({ code: 0, err: '' });
    expect(french.out).toContain('Commandes :');
    expect(inEnglish.out).toContain('Commands:');
    expect(asked.out).toBe(inEnglish.out);
    expect(commands.length).toBeGreaterThanOrEqual(mine.length);
  });

  it.each(mine)('has examples and exit codes in the help of %s', async (name) => {
    const byHelp = await palier(['help', name]);
    const byOption = await palier([name, '--help']);

    expect(byHelp).toEqual(byOption);
    expect(byHelp.out).toMatch(/Exemples :\n {2}palier [\s\S]*Codes de sortie : 0/);
    expect(byHelp.out).toContain('--json');
  });

  it('tells what each exit code means', async () => {
    const { out } = await palier(['help', 'exit-codes'], { env: english });

    expect(out.match(/^ {2}[0-4] {2}/gm)).toHaveLength(5);
  });

  it.each([
    [['chek'], /commande inconnue « chek »\n\(Vouliez-vous dire check \?\)/],
    [['help', 'nothing'], /commande inconnue « nothing »/],
    [['check', '--foo'], /option inconnue « --foo »/],
    [['simulate'], /il manque l’argument « flow »/],
    [['simulate', 'x', '--format', 'xml'], /ne connaît pas « xml » ; valeurs possibles : table, json/],
    [['resolve', '3', 'foo'], /« fate » ne connaît pas « foo » ; valeurs possibles : sent, not-sent/],
    [['check', '--language', 'de'], /fr, en/],
  ])('refuses %j as wrong usage, with one sentence', async (args, message) => {
    const { code, out, err } = await palier(args);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\bat .*:\d+/);
  });

  it('says the same in English, as commander does', async () => {
    const { err } = await palier(['chek'], { env: english });

    expect(err).toBe(
      "palier: unknown command 'chek'\n(Did you mean check?)\npalier help shows the commands.\n",
    );
  });

  it('runs as a program, and ends quietly when nobody reads on', () => {
    const main = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));

    const run = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${main}" simulate pme-standard --json | head -c 10`],
      {
        encoding: 'utf8',
      },
    );

    expect(run.stderr).toBe('');
    expect(run.stdout).toHaveLength(10);
  });
});
