import type { Both } from '../visit.ts';

interface TaskWords {
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly noneHow: string;
  readonly late: string;
  readonly today: string;
  readonly later: string;
  readonly undated: string;
  readonly due: string;
  readonly assignee: string;
  readonly team: string;
  readonly script: string;
  readonly done: string;
  readonly all: string;
  readonly filters: string;
  readonly people: string;
}

export const taskWords: Both<TaskWords> = {
  fr: {
    title: 'Tâches',
    lead: 'L’échéance la plus proche d’abord, puis le plus gros montant.',
    none: 'Aucune tâche ouverte.',
    noneHow: 'Les appels, les accords et les questions que posent les scénarios apparaissent ici.',
    late: 'En retard',
    today: 'Aujourd’hui',
    later: 'Plus tard',
    undated: 'Sans échéance',
    due: 'À faire avant',
    assignee: 'Confiée à',
    team: 'l’équipe',
    script: 'Script',
    done: 'Noter l’issue',
    all: 'toutes',
    filters: 'Filtrer par genre',
    people: 'À joindre',
  },
  en: {
    title: 'Tasks',
    lead: 'The nearest deadline first, then the largest amount.',
    none: 'No open task.',
    noneHow: 'Calls, approvals and questions that flows ask appear here.',
    late: 'Late',
    today: 'Today',
    later: 'Later',
    undated: 'Without a deadline',
    due: 'Due',
    assignee: 'Assigned to',
    team: 'the team',
    script: 'Script',
    done: 'Note the outcome',
    all: 'all',
    filters: 'Filter by kind',
    people: 'To reach',
  },
};

/** What a kind of task is called in the plural, for the filter. */
export const kindNames: Both<Readonly<Record<string, string>>> = {
  fr: {
    call: 'appels',
    approve: 'accords',
    handoff: 'dossiers',
    problem: 'problèmes',
    uncertain: 'sorts incertains',
    unreachable: 'coordonnées',
    bounced: 'retours',
    'promise-broken': 'promesses non tenues',
    insolvent: 'insolvables',
  },
  en: {
    call: 'calls',
    approve: 'approvals',
    handoff: 'files',
    problem: 'problems',
    uncertain: 'unknown outcomes',
    unreachable: 'contact details',
    bounced: 'bounces',
    'promise-broken': 'broken promises',
    insolvent: 'insolvencies',
  },
};
