/** One thing that was looked at. `bad` wants somebody now, `warn` soon. */
export interface Check {
  readonly name:
    | 'store'
    | 'clock'
    | 'engine'
    | 'temporal'
    | 'workers'
    | 'relay'
    | 'wakes'
    | 'data'
    | 'mail'
    | 'journal'
    | 'deliveries'
    | 'runs'
    | 'flows'
    | 'disk';
  readonly state: 'ok' | 'warn' | 'bad';
  readonly detail: { readonly fr: string; readonly en: string };
}
