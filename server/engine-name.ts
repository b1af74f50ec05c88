/** Who drives the runs: one process on the store, or Temporal. */
export const engines = ['embedded', 'temporal'] as const;
export type Engine = (typeof engines)[number];
