import type { Both } from '../visit.ts';

interface InvoiceWords {
  readonly title: string;
  readonly lead: string;
  readonly search: string;
  readonly searchHow: string;
  readonly find: string;
  readonly closed: string;
  readonly onlyWithout: string;
  readonly none: string;
  readonly noneHow: string;
  readonly notFound: string;
  readonly caption: string;
  readonly previous: string;
  readonly next: string;
  readonly pages: string;
  readonly columns: {
    readonly customer: string;
    readonly open: string;
    readonly flow: string;
    readonly state: string;
  };
  readonly noFlow: string;
  readonly settled: string;
  readonly ahead: string;
  readonly aheadNone: string;
  readonly aheadHeld: string;
  readonly aheadNote: string;
  readonly history: string;
  readonly earlier: string;
  readonly facts: {
    readonly open: string;
    readonly amount: string;
    readonly due: string;
    readonly issued: string;
    readonly flow: string;
    readonly step: string;
    readonly stage: string;
    readonly owner: string;
    readonly tags: string;
    readonly segment: string;
    readonly customerOpen: string;
    readonly delay: string;
  };
  readonly contacts: string;
  readonly deliveries: string;
  readonly tasks: string;
  readonly nextIs: string;
  readonly heldIs: string;
  readonly endedIs: string;
  readonly noFlowIs: string;
  readonly poisonedIs: string;
  readonly waitsIs: string;
  readonly commands: string;
}

export const invoiceWords: Both<InvoiceWords> = {
  fr: {
    title: 'Factures',
    lead: 'La plus ancienne échéance d’abord.',
    search: 'Chercher une facture',
    searchHow: 'Numéro ou client',
    find: 'Chercher',
    closed: 'Aussi les factures soldées',
    onlyWithout: 'Sans scénario seulement',
    none: 'Aucune facture ouverte.',
    noneHow: 'Importez l’export de votre logiciel comptable\u00a0:',
    notFound: 'Aucune facture ne correspond à',
    caption: 'Factures avec leur échéance, leur montant ouvert et leur parcours',
    previous: 'Précédentes',
    next: 'Suivantes',
    pages: 'Pages',
    columns: {
      customer: 'Client, facture',
      open: 'Ouvert',
      flow: 'Scénario, étape',
      state: 'État',
    },
    noFlow: 'sans scénario',
    settled: 'soldée',
    ahead: 'À venir, si rien ne se passe',
    aheadNone: 'Aucun contact prévu.',
    aheadHeld: 'Rien tant que la facture est retenue.',
    aheadNote: 'Un paiement, un litige, une réponse ou un autre message au client peut changer ces dates.',
    history: 'Fil',
    earlier: 'Parcours précédent',
    facts: {
      open: 'Ouvert',
      amount: 'Montant',
      due: 'Échéance',
      issued: 'Émise le',
      flow: 'Scénario',
      step: 'Étape',
      stage: 'Stade',
      owner: 'Responsable',
      tags: 'Étiquettes',
      segment: 'Segment',
      customerOpen: 'Net dû du client',
      delay: 'Retard moyen',
    },
    contacts: 'Contacts',
    deliveries: 'Messages',
    tasks: 'Tâches',
    nextIs: 'Prochain contact\u00a0:',
    heldIs: 'Retenue\u00a0:',
    endedIs: 'Parcours terminé\u00a0:',
    noFlowIs: 'Aucun scénario ne prend cette facture.',
    poisonedIs: 'Le parcours est mis de côté à cause d’un problème.',
    waitsIs: 'Étape présente\u00a0:',
    commands: 'Depuis un terminal',
  },
  en: {
    title: 'Invoices',
    lead: 'Earliest due date first.',
    search: 'Search an invoice',
    searchHow: 'Number or customer',
    find: 'Search',
    closed: 'Settled invoices too',
    onlyWithout: 'Only without a flow',
    none: 'No open invoice.',
    noneHow: 'Import the export of your accounting program:',
    notFound: 'No invoice matches',
    caption: 'Invoices with their due date, open amount and run',
    previous: 'Previous',
    next: 'Next',
    pages: 'Pages',
    columns: {
      customer: 'Customer, invoice',
      open: 'Open',
      flow: 'Flow, step',
      state: 'State',
    },
    noFlow: 'without a flow',
    settled: 'settled',
    ahead: 'Coming up, if nothing happens',
    aheadNone: 'No contact planned.',
    aheadHeld: 'Nothing while the invoice is held.',
    aheadNote: 'A payment, a dispute, an answer or another message to the customer may change these dates.',
    history: 'Timeline',
    earlier: 'Previous run',
    facts: {
      open: 'Open',
      amount: 'Amount',
      due: 'Due date',
      issued: 'Issued',
      flow: 'Flow',
      step: 'Step',
      stage: 'Stage',
      owner: 'Owner',
      tags: 'Tags',
      segment: 'Segment',
      customerOpen: 'Customer’s net balance',
      delay: 'Mean delay',
    },
    contacts: 'Contacts',
    deliveries: 'Messages',
    tasks: 'Tasks',
    nextIs: 'Next contact:',
    heldIs: 'Held:',
    endedIs: 'Run ended:',
    noFlowIs: 'No flow takes this invoice.',
    poisonedIs: 'The run is set aside because of a problem.',
    waitsIs: 'Present step:',
    commands: 'From a terminal',
  },
};
