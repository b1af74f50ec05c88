import { runCli } from '../../../server/cli/program.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTty?: boolean;
  readonly columns?: number;
  /** ISO instant. */
  readonly now?: string;
}

/** Spaces at which no line breaks are hard to see in a test. */
function breakable(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

/** Runs one command line in this process. French unless the environment says otherwise. */
export async function palier(args: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const code = await runCli(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    cwd: surroundings.cwd ?? '/',
    env: surroundings.env ?? { LANG: 'fr_FR.UTF-8' },
    now: () => Date.parse(surroundings.now ?? '2026-11-20T08:00:00Z'),
    isTty: surroundings.isTty ?? false,
    columns: surroundings.columns ?? 100,
  });
  return { code, out: breakable(out), err: breakable(err) };
}

export const english = { LANG: 'en_GB.UTF-8' };
