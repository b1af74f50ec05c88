import type { Both } from './visit.ts';

interface FrameWords {
  readonly skip: string;
  readonly navigation: string;
  readonly today: string;
  readonly outbox: string;
  readonly invoices: string;
  readonly tasks: string;
  readonly flows: string;
  readonly otherLanguage: string;
  readonly languageLabel: string;
  readonly trial: string;
}

/** Words around every view. */
export const frameWords: Both<FrameWords> = {
  fr: {
    skip: 'Aller au contenu',
    navigation: 'Navigation principale',
    today: 'Aujourd’hui',
    outbox: 'Boîte d’envoi',
    invoices: 'Factures',
    tasks: 'Tâches',
    flows: 'Scénarios',
    otherLanguage: 'English',
    languageLabel: 'Langue',
    trial: 'Heure de la machine',
  },
  en: {
    skip: 'Skip to content',
    navigation: 'Main navigation',
    today: 'Today',
    outbox: 'Outbox',
    invoices: 'Invoices',
    tasks: 'Tasks',
    flows: 'Flows',
    otherLanguage: 'Français',
    languageLabel: 'Language',
    trial: 'Machine time',
  },
};
