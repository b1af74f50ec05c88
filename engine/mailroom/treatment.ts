import type { StepKind } from '../../schemas/index.ts';

/**
 * How the mailroom reads a request of each kind again before it is carried out.
 *
 * `contact`: everything: owed, floor, holds, late start, address, data, window, cap and gap.
 * `work`: what a person or another system does about the debt: owed, floor, holds, late start.
 * `owed`: only whether anything is owed. `none`: inside matters.
 */
export type Treatment = 'contact' | 'work' | 'owed' | 'none';

/** The register of step kinds in the mailroom; kinds that perform nothing are `none`. */
export const treatments: { readonly [K in StepKind]: Treatment } = {
  wait: 'none',
  listen: 'none',
  branch: 'none',
  experiment: 'none',
  email: 'contact',
  sms: 'contact',
  call: 'work',
  letter: 'contact',
  'registered-letter': 'contact',
  webhook: 'work',
  notify: 'none',
  approve: 'work',
  set: 'none',
  handoff: 'owed',
  end: 'none',
};
