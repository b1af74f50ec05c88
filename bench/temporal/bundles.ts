import { fileURLToPath } from 'node:url';
import type { BundleOptions, WorkflowBundleWithSourceMap } from '@temporalio/worker';
import { bundleLean, shape } from '../../workers/temporal/bundle.ts';

const file = (name: string) => fileURLToPath(new URL(`./workflows/${name}.ts`, import.meta.url));

/** A yardstick alone, minified as ours and without anything of ours. */
export function yardstickBundle(name: 'empty' | 'by-hand' | 'turns'): Promise<WorkflowBundleWithSourceMap> {
  return bundleLean({ workflowsPath: file(name) });
}

/** Ours and the yardsticks together, for one worker that serves them all. */
export function commonBundle(): Promise<WorkflowBundleWithSourceMap> {
  return bundleLean({ ...shape, workflowsPath: file('index') });
}

/** Bytes of a bundle's code that are not the SDK's: what is left when that is taken for granted. */
export async function ownBytes(options: BundleOptions): Promise<number> {
  const { code } = await bundleLean({ ...options, webpackConfigHook: withoutSdk });
  return Buffer.byteLength(code.replace(/\n\/\/# sourceMappingURL=.*/, ''));
}

type Hook = NonNullable<BundleOptions['webpackConfigHook']>;
type External = (
  context: { readonly request?: string },
  done: (error?: null, found?: string) => void,
) => unknown;

const withoutSdk: Hook = (config) => {
  const external: External = ({ request = '' }, done) =>
    request.startsWith('@temporalio/') ? done(null, `var "${request}"`) : done();
  return { ...config, externals: [external] };
};
