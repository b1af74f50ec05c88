import { html } from 'hono/html';
import type { RunOutcome } from '../../../schemas/index.ts';
import type { RunLine } from '../../../store/index.ts';
import { brief } from '../parts/figures.ts';
import type { Html } from '../parts/html.ts';
import { state } from '../parts/marks.ts';
import type { Both, Visit } from '../visit.ts';

const words: Both<{
  readonly held: string;
  readonly problem: string;
  readonly until: string;
  readonly waits: string;
  readonly outcomes: Readonly<Record<RunOutcome, string>>;
}> = {
  fr: {
    held: 'retenue',
    problem: 'demande une personne',
    until: 'attend',
    waits: 'en cours',
    outcomes: {
      completed: 'parcours terminé',
      'handed-over': 'transmise',
      paid: 'payée',
      credited: 'soldée par avoir',
      'written-off': 'passée en pertes',
      insolvent: 'client insolvable',
      interrupted: 'parcours interrompu',
      stopped: 'arrêtée',
    },
  },
  en: {
    held: 'held',
    problem: 'needs a person',
    until: 'waits until',
    waits: 'under way',
    outcomes: {
      completed: 'run completed',
      'handed-over': 'handed over',
      paid: 'paid',
      credited: 'credited',
      'written-off': 'written off',
      insolvent: 'customer insolvent',
      interrupted: 'run interrupted',
      stopped: 'stopped',
    },
  },
};

/** How a run stands, in a word. */
export function runState(visit: Visit, run: RunLine): Html {
  const word = words[visit.language];
  if (run.status === 'poisoned') return state('bad', 'alert', word.problem);
  if (run.status === 'finished') {
    const outcome = (run.outcome ?? 'completed') as RunOutcome;
    const good = outcome === 'paid' || outcome === 'credited';
    return state(good ? 'good' : 'planned', good ? 'check' : 'stop', word.outcomes[outcome] ?? outcome);
  }
  if (run.held) return state('held', 'hold', word.held);
  if (run.wakeAt === null) return state('waiting', 'clock', word.waits);
  return state('waiting', 'clock', html`${word.until} ${brief(visit, run.wakeAt)}`);
}
