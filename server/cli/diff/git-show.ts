import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const largest = 16 * 1024 * 1024;

/**
 * The text of a file in a commit of the repository that it lies in; what git says where it has none.
 *
 * @param path Absolute.
 */
export async function gitShow(
  path: string,
  commit = 'HEAD',
): Promise<{ readonly text: string } | { readonly fault: string }> {
  const args = ['-C', dirname(path), 'show', '--end-of-options', `${commit}:./${basename(path)}`];
  try {
    const { stdout } = await run('git', args, { maxBuffer: largest });
    return { text: stdout };
  } catch (error) {
    const { stderr = '', message } = error as Error & { readonly stderr?: string };
    const [first = message] = stderr.trim().split('\n');
    return { fault: first.replace(/^fatal: /, '') };
  }
}
