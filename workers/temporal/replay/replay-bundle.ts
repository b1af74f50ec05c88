import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BundleOptions, WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleLean, shape } from '../bundle.ts';

const here = dirname(fileURLToPath(import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';

/** The workflows as workers run them, with a witness of what they ask for. */
export function bundleForReplay(changes: Partial<BundleOptions> = {}): Promise<WorkflowBundleWithSourceMap> {
  return bundleLean({
    ...shape,
    workflowsPath: join(here, `../workflow/index.${extension}`),
    workflowInterceptorModules: [join(here, `witness.${extension}`)],
    ...changes,
  });
}
