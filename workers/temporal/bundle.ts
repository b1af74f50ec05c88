import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bundleWorkflowCode,
  DefaultLogger,
  type WorkflowBundleOption,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';

const here = dirname(fileURLToPath(import.meta.url));
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const file = (module: string) => join(here, `${module}.${extension}`);

/** Where the payload converter lies, for workers and clients. */
export const payloadConverterPath = file('payload-converter');

/** Modules that hold no state of a run: loaded once for all workflows of a worker. */
const shared = ['../../engine/run/index', 'workflow/shared-plans'].map(file);

/** The bundle that a build leaves beside this file; a start from sources makes it anew. */
export const shippedBundle = join(here, 'workflow-bundle.js');

export function workflowBundle(): Promise<WorkflowBundleOption> {
  return existsSync(shippedBundle) ? Promise.resolve({ codePath: shippedBundle }) : bundleWorkflows();
}

/** Bundles the workflow with the reducer, for the sandbox: minified, since each worker thread holds it. */
export function bundleWorkflows(): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    workflowsPath: file('workflow/index'),
    payloadConverterPath,
    preloadModules: shared,
    logger: new DefaultLogger('ERROR'),
    webpackConfigHook: (config) => ({
      ...config,
      optimization: {
        minimize: true,
        usedExports: true,
        sideEffects: true,
        concatenateModules: true,
        moduleIds: 'deterministic',
      },
    }),
  });
}
