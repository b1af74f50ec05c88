import type { Both } from '../visit.ts';

interface OutboxWords {
  readonly title: string;
  readonly lead: string;
  readonly leadNone: string;
  readonly todo: string;
  readonly filters: string;
  readonly all: string;
  readonly emptyFilter: string;
  readonly older: string;
  readonly newest: string;
  readonly pages: string;
  readonly columns: {
    readonly when: string;
    readonly to: string;
    readonly invoices: string;
    readonly channel: string;
    readonly status: string;
  };
  readonly preview: string;
  readonly text: string;
  readonly headers: string;
  readonly download: string;
  readonly invoices: string;
  readonly why: string;
  readonly from: string;
  readonly to: string;
  readonly copy: string;
  readonly attachments: string;
  readonly step: string;
  readonly flow: string;
  readonly fault: string;
  readonly resolved: string;
  readonly resolveHow: string;
  readonly capturedHow: string;
}

export const outboxWords: Both<OutboxWords> = {
  fr: {
    title: 'Boîte d’envoi',
    lead: 'Tout ce qui est parti, ou serait parti si un serveur de messagerie était configuré.',
    leadNone: 'Rien n’a encore été écrit.',
    todo: 'La première relance apparaîtra ici le jour où un scénario la demande.',
    filters: 'Filtrer par état',
    all: 'tout',
    emptyFilter: 'Aucun message dans cet état.',
    older: 'Plus anciens',
    newest: 'Les plus récents',
    pages: 'Pages',
    columns: {
      when: 'Quand',
      to: 'Client, objet',
      invoices: 'Factures',
      channel: 'Canal, ton',
      status: 'État',
    },
    preview: 'Le message tel que son destinataire le voit',
    text: 'Version texte',
    headers: 'En-têtes',
    download: 'Télécharger (.eml)',
    invoices: 'Factures',
    why: 'Pourquoi',
    from: 'De',
    to: 'À',
    copy: 'Copie',
    attachments: 'Pièces jointes',
    step: 'Étape',
    flow: 'Scénario',
    fault: 'Ce qui n’a pas marché',
    resolved: 'Tranché par',
    resolveHow: 'Personne ne sait s’il est arrivé. Dites ce qu’il en est\u00a0:',
    capturedHow: 'Capturé\u00a0: écrit et gardé ici, jamais envoyé.',
  },
  en: {
    title: 'Outbox',
    lead: 'All that left, or would have left if a mail server were configured.',
    leadNone: 'Nothing has been written yet.',
    todo: 'The first reminder appears here on the day a flow asks for it.',
    filters: 'Filter by state',
    all: 'all',
    emptyFilter: 'No message in this state.',
    older: 'Older',
    newest: 'Newest',
    pages: 'Pages',
    columns: {
      when: 'When',
      to: 'Customer, subject',
      invoices: 'Invoices',
      channel: 'Channel, tone',
      status: 'State',
    },
    preview: 'The message as its receiver sees it',
    text: 'Text version',
    headers: 'Headers',
    download: 'Download (.eml)',
    invoices: 'Invoices',
    why: 'Why',
    from: 'From',
    to: 'To',
    copy: 'Copy',
    attachments: 'Attachments',
    step: 'Step',
    flow: 'Flow',
    fault: 'What went wrong',
    resolved: 'Settled by',
    resolveHow: 'Nobody knows whether it arrived. Say what is so:',
    capturedHow: 'Captured: written and kept here, never sent.',
  },
};
