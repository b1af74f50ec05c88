/** The words that a layout adds around a message. */
export interface Words {
  readonly summary: string;
  readonly invoice: string;
  readonly issued: string;
  readonly due: string;
  readonly open: string;
  readonly total: string;
  readonly credit: string;
  readonly remains: string;
  readonly pay: string;
  readonly transfer: string;
  readonly reference: string;
  readonly subject: string;
  readonly attention: string;
  readonly customer: string;
  readonly registered: string;
  readonly colon: string;
}

const french: Words = {
  summary: 'Récapitulatif',
  invoice: 'Facture',
  issued: 'Émise le',
  due: 'Échéance',
  open: 'Reste dû',
  total: 'Total dû',
  credit: 'Avoirs et règlements à votre crédit',
  remains: 'Reste à régler',
  pay: 'Payer en ligne',
  transfer: 'Par virement',
  reference: 'Référence',
  subject: 'Objet',
  attention: 'À l’attention de',
  customer: 'Nº client',
  registered: 'Lettre recommandée avec avis de réception',
  colon: '\u00a0:',
};

const english: Words = {
  summary: 'Summary',
  invoice: 'Invoice',
  issued: 'Issued',
  due: 'Due',
  open: 'Open amount',
  total: 'Total due',
  credit: 'Credits and payments on your account',
  remains: 'Left to pay',
  pay: 'Pay online',
  transfer: 'By bank transfer',
  reference: 'Reference',
  subject: 'Subject',
  attention: 'For the attention of',
  customer: 'Customer no.',
  registered: 'Registered letter with acknowledgement of receipt',
  colon: ':',
};

export function wordsOf(language: string): Words {
  return language.toLowerCase().startsWith('fr') ? french : english;
}
