import type { Both } from '../visit.ts';

interface FlowWords {
  readonly title: string;
  readonly lead: string;
  readonly none: string;
  readonly noneHow: string;
  readonly caption: string;
  readonly name: string;
  readonly runs: string;
  readonly held: string;
  readonly open: string;
  readonly entry: string;
  readonly entryAll: string;
  readonly steps: string;
  readonly policies: string;
  readonly release: string;
  readonly published: string;
  readonly here: (count: number) => string;
  readonly window: string;
  readonly cap: string;
  readonly gap: string;
  readonly freshness: string;
  readonly late: string;
  readonly grouping: string;
  readonly currency: string;
  readonly way: Readonly<Record<string, string>>;
}

export const flowWords: Both<FlowWords> = {
  fr: {
    title: 'Scénarios',
    lead: 'Le premier scénario dont l’entrée convient prend la facture.',
    none: 'Aucun scénario publié.',
    noneHow: 'Vérifiez puis publiez ceux de votre dossier\u00a0:',
    caption: 'Scénarios publiés avec leurs parcours en cours',
    name: 'Scénario',
    runs: 'Parcours',
    held: 'Retenus',
    open: 'Ouvert',
    entry: 'Prend les factures où',
    entryAll: 'Prend toutes les factures.',
    steps: 'Étapes',
    policies: 'Règles d’envoi',
    release: 'Version',
    published: 'Publiée',
    here: (count) => `${count} ici`,
    window: 'Plage',
    cap: 'Plafond',
    gap: 'Écart minimal',
    freshness: 'Données de moins de',
    late: 'Retard au départ',
    grouping: 'Regroupement',
    currency: 'Devise',
    way: {
      timeout: 'sans réponse',
      approved: 'accordé',
      refused: 'refusé',
      else: 'sinon',
      unknown: 'inconnu',
      bounced: 'revenu',
      unreachable: 'sans adresse',
    },
  },
  en: {
    title: 'Flows',
    lead: 'The first flow whose entry fits takes the invoice.',
    none: 'No flow is published.',
    noneHow: 'Check and publish those of your folder:',
    caption: 'Published flows with their running runs',
    name: 'Flow',
    runs: 'Runs',
    held: 'Held',
    open: 'Open',
    entry: 'Takes invoices where',
    entryAll: 'Takes every invoice.',
    steps: 'Steps',
    policies: 'Rules of sending',
    release: 'Release',
    published: 'Published',
    here: (count) => `${count} here`,
    window: 'Window',
    cap: 'Cap',
    gap: 'Least gap',
    freshness: 'Data younger than',
    late: 'Late start',
    grouping: 'Grouping',
    currency: 'Currency',
    way: {
      timeout: 'no answer',
      approved: 'approved',
      refused: 'refused',
      else: 'else',
      unknown: 'unknown',
      bounced: 'bounced',
      unreachable: 'no address',
    },
  },
};
