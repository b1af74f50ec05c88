import type { Check } from '../../operations/doctor/check.ts';
import type { Cli } from '../io.ts';
import { styleOf } from '../print/style.ts';
import { renderTable } from '../print/table.ts';

const names: Readonly<Record<Check['name'], { readonly fr: string; readonly en: string }>> = {
  store: { fr: 'base', en: 'store' },
  clock: { fr: 'horloge', en: 'clock' },
  engine: { fr: 'moteur', en: 'engine' },
  temporal: { fr: 'Temporal', en: 'Temporal' },
  workers: { fr: 'workers', en: 'workers' },
  relay: { fr: 'relais', en: 'relay' },
  wakes: { fr: 'réveils', en: 'wakes' },
  data: { fr: 'données', en: 'data' },
  mail: { fr: 'courrier', en: 'mail' },
  journal: { fr: 'journal', en: 'journal' },
  deliveries: { fr: 'envois', en: 'deliveries' },
  runs: { fr: 'suivis', en: 'runs' },
  flows: { fr: 'scénarios', en: 'flows' },
  disk: { fr: 'disque', en: 'disk' },
};

const states: Readonly<Record<Check['state'], { readonly fr: string; readonly en: string }>> = {
  ok: { fr: 'bien', en: 'good' },
  warn: { fr: 'à voir', en: 'look' },
  bad: { fr: 'À FAIRE', en: 'ACT' },
};

/** What was looked at, one a line. */
export function showChecks(cli: Cli, checks: readonly Check[]): string {
  const style = styleOf(cli);
  const paint = { ok: style.green, warn: style.yellow, bad: style.red };
  const rows = checks.map(({ name, state, detail }) => ({
    cells: [paint[state](cli.say(states[state])), cli.say(names[name]), cli.say(detail)],
  }));
  return `${renderTable(rows, cli.columns).join('\n')}\n`;
}
