import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type BundleOptions,
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

/** What of a bundle is ours beside the workflows; the preloaded modules hold no state of a run. */
export const shape = {
  payloadConverterPath,
  preloadModules: ['payload-converter', 'workflow/index'].map(file),
} as const satisfies Partial<BundleOptions>;

/** The bundle that a build leaves beside this file; a start from sources makes it anew. */
export const shippedBundle = join(here, 'workflow-bundle.js');

export function workflowBundle(): Promise<WorkflowBundleOption> {
  return existsSync(shippedBundle) ? Promise.resolve({ codePath: shippedBundle }) : bundleWorkflows();
}

/** Bundles the workflow with the reducer, for the sandbox. */
export function bundleWorkflows(): Promise<WorkflowBundleWithSourceMap> {
  return bundleLean({ ...shape, workflowsPath: file('workflow/index') });
}

/**
 * Minified, since each worker thread holds it, and written as every Node here understands it: the SDK's
 * own setting rewrites the code for engines of 2017, which makes ours a third longer and slower.
 */
export function bundleLean(options: BundleOptions): Promise<WorkflowBundleWithSourceMap> {
  return bundleWorkflowCode({
    logger: new DefaultLogger('ERROR'),
    ...options,
    webpackConfigHook: (given) => {
      const config = options.webpackConfigHook?.(given) ?? given;
      for (const rule of config.module?.rules ?? []) aimAtPresent(rule);
      return {
        ...config,
        optimization: {
          minimize: true,
          usedExports: true,
          sideEffects: true,
          concatenateModules: true,
          moduleIds: 'deterministic',
        },
      };
    },
  });
}

/** Changes the rule that compiles TypeScript; a rule of another shape stays as it is. */
function aimAtPresent(rule: unknown): void {
  const jsc = ['use', 'options', 'jsc'].reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    rule,
  );
  if (typeof jsc === 'object' && jsc !== null) Reflect.set(jsc, 'target', 'es2022');
}
