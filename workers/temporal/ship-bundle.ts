/** A build's last step: leaves the workflow bundle where workers look for it. */
import { writeFileSync } from 'node:fs';
import { bundleWorkflows, shippedBundle } from './bundle.ts';

const { code } = await bundleWorkflows();
writeFileSync(shippedBundle, code);
