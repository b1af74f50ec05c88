/**
 * The JSON Schema of compose files. It comes with the module by which Compose itself reads them, so it is
 * fetched with Go's own tools, kept in Go's cache, and held against its checksum.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const module = 'github.com/compose-spec/compose-go/v2@v2.16.2';
const checksum = 'h1:pTp1DqQwJzFd85GzlWsSszKA1ABrV/ySqsClujIcWA8=';

const Downloaded = z.looseObject({ Dir: z.string(), Sum: z.literal(checksum) });

export type FoundSchema =
  | { readonly schema: object; readonly reason: null }
  | { readonly schema: null; readonly reason: string };

/** The schema, or why there is none on this machine. */
export async function findComposeSchema(): Promise<FoundSchema> {
  try {
    const { stdout } = await promisify(execFile)('go', ['mod', 'download', '-json', module], {
      cwd: tmpdir(),
      timeout: 120_000,
    });
    const { Dir } = Downloaded.parse(JSON.parse(stdout));
    const text = await readFile(join(Dir, 'schema/compose-spec.json'), 'utf8');
    return { schema: z.looseObject({}).parse(JSON.parse(text)), reason: null };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { schema: null, reason: `the schema of compose files could not be fetched with Go: ${why}` };
  }
}
