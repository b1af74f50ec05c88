/** Words of the trace in both languages, by the codes that the engine writes. Unknown codes are shown as they are. */
import type { Words } from '../../engine/flow/index.ts';

type Dictionary = Readonly<Record<string, Words>>;

/** Why something will never be sent. */
export const voidWords: Dictionary = {
  paid: { fr: 'la facture est payée', en: 'the invoice is paid' },
  credited: { fr: 'la facture est soldée par un avoir', en: 'the invoice is settled by a credit' },
  'written-off': { fr: 'la facture est passée en pertes', en: 'the invoice is written off' },
  'below-floor': {
    fr: 'le reste dû est sous le plancher de relance',
    en: 'what is owed is below the floor',
  },
  'meant-before-due': {
    fr: 'le message était prévu avant l’échéance, qui est passée',
    en: 'the message was meant for before the due date, which has passed',
  },
  'late-start': {
    fr: 'son jour était passé quand le parcours a commencé ou repris',
    en: 'its day had passed when the run started or went on',
  },
};

/** Why something waits. */
export const deferWords: Dictionary = {
  slot: {
    fr: 'les messages au même client sont réunis d’abord',
    en: 'messages to the same customer are collected first',
  },
  cap: {
    fr: 'le client a déjà reçu assez de messages ces jours-ci',
    en: 'the customer has had enough messages these days',
  },
  gap: { fr: 'l’écart minimal entre deux messages', en: 'the least gap between two messages' },
  'window-closed': { fr: 'hors de la plage d’envoi', en: 'outside the send window' },
  'stale-data': { fr: 'les données sont trop anciennes', en: 'the data are too old' },
  'credits-cover': {
    fr: 'des avoirs ou règlements non affectés couvrent ce que doit le client',
    en: 'credits or unallocated receipts cover what the customer owes',
  },
  spread: {
    fr: 'de nouvelles données ont libéré beaucoup de messages, qui partent peu à peu',
    en: 'new data let many messages go, which leave one after the other',
  },
};

/** What holds a run. */
export const holdWords: Dictionary = {
  dispute: { fr: 'litige ouvert', en: 'open dispute' },
  promise: { fr: 'promesse de paiement', en: 'promise to pay' },
  tag: { fr: 'étiquette', en: 'tag' },
  excluded: { fr: 'client exclu des relances', en: 'customer excluded from reminders' },
  hold: { fr: 'suspension demandée', en: 'hold asked for' },
  pause: { fr: 'pause', en: 'pause' },
  delivery: { fr: 'envoi dont le sort est incertain', en: 'delivery whose fate is uncertain' },
  problem: { fr: 'problème à régler', en: 'problem to be solved' },
  insolvent: { fr: 'client insolvable', en: 'insolvent customer' },
};

/** What a person must look at. */
export const problemWords: Dictionary = {
  'no-due-date': { fr: 'la facture n’a pas de date d’échéance', en: 'the invoice has no due date' },
  'no-issue-date': { fr: 'la facture n’a pas de date d’émission', en: 'the invoice has no issue date' },
  'no-address': {
    fr: 'aucun contact n’a d’adresse pour ce canal',
    en: 'no contact has an address for this channel',
  },
  bounced: { fr: 'le message n’a pas été distribué', en: 'the message bounced' },
  'document.missing': { fr: 'le document de la facture manque', en: 'the invoice’s document is missing' },
  'recipient-withheld': {
    fr: 'l’adresse est hors des domaines permis',
    en: 'the address is outside the allowed domains',
  },
  'message.render': { fr: 'le message ne peut pas être écrit', en: 'the message cannot be written' },
  'evaluators-disagree': {
    fr: 'les deux évaluations de la condition se contredisent',
    en: 'the two evaluations of the condition disagree',
  },
  'email.recipient-refused': {
    fr: 'le serveur refuse le destinataire',
    en: 'the server refuses the recipient',
  },
  'email.sender-refused': { fr: 'le serveur refuse l’expéditeur', en: 'the server refuses the sender' },
  'email.refused': { fr: 'le serveur refuse le message', en: 'the server refuses the message' },
  'email.authentication': { fr: 'le serveur refuse l’identification', en: 'the server refuses the login' },
  'email.unreachable': { fr: 'le serveur de courrier ne répond pas', en: 'the mail server does not answer' },
  'email.timeout': { fr: 'le serveur de courrier tarde trop', en: 'the mail server takes too long' },
  'email.tls': { fr: 'la connexion chiffrée échoue', en: 'the encrypted connection fails' },
  'email.address': { fr: 'l’adresse ne peut pas servir', en: 'the address cannot be used' },
  'email.attachment': { fr: 'une pièce jointe ne peut pas être lue', en: 'an attachment cannot be read' },
  'deferred-too-long': {
    fr: 'l’envoi est reporté depuis trop longtemps',
    en: 'it has been put off for too long',
  },
  'promise-limit': {
    fr: 'les promesses retardent la facture plus que le scénario ne le permet',
    en: 'promises delay the invoice longer than the flow allows',
  },
  'unknown-value': {
    fr: 'il manque une donnée pour choisir la suite',
    en: 'a value is missing to choose the way on',
  },
  'unknown-variant': {
    fr: 'la variante du client n’existe plus',
    en: 'the customer’s variant is no longer there',
  },
  'window-never-opens': { fr: 'la plage d’envoi n’ouvre jamais', en: 'the send window never opens' },
  'too-many-visits': {
    fr: 'la facture repasse trop souvent par cette étape',
    en: 'the run comes back to this step too often',
  },
  'step-budget': { fr: 'le parcours tourne en rond', en: 'the run goes round in circles' },
  'message-missing': { fr: 'le texte du message manque', en: 'the text of the message is missing' },
  'blocked-by-nothing': {
    fr: 'l’envoi a été retenu sans qu’un motif subsiste',
    en: 'it was held back for no reason that still stands',
  },
  'no-step': { fr: 'la nouvelle version n’a plus cette étape', en: 'the new release lacks this step' },
};

/** What was heard. */
export const eventWords: Dictionary = {
  replied: { fr: 'le client a répondu', en: 'the customer replied' },
  promised: { fr: 'le client a promis de payer', en: 'the customer promised to pay' },
  promise: { fr: 'le client a promis de payer', en: 'the customer promised to pay' },
  disputed: { fr: 'le client conteste', en: 'the customer disputes' },
  dispute: { fr: 'le client conteste', en: 'the customer disputes' },
  'partly-paid': { fr: 'un règlement partiel est arrivé', en: 'a part was paid' },
  bounced: { fr: 'le message n’a pas été distribué', en: 'the message bounced' },
  'task-done': { fr: 'la tâche est faite', en: 'the task is done' },
  tagged: { fr: 'une étiquette a été posée', en: 'a tag was put on' },
  tag: { fr: 'une étiquette a été posée', en: 'a tag was put on' },
  insolvent: { fr: 'le client est insolvable', en: 'the customer is insolvent' },
};

/** What a person ordered. */
export const orderWords: Dictionary = {
  resume: { fr: 'reprise demandée', en: 'resumed by order' },
  stop: { fr: 'arrêt demandé', en: 'stopped by order' },
  skip: { fr: 'étape passée sur demande', en: 'step skipped by order' },
  jump: { fr: 'saut demandé', en: 'jumped by order' },
  approve: { fr: 'accord donné', en: 'approved' },
  refuse: { fr: 'accord refusé', en: 'refused' },
};

/** How a run ended. */
export const outcomeWords: Dictionary = {
  completed: { fr: 'le parcours est terminé', en: 'the run is completed' },
  'handed-over': { fr: 'le dossier est transmis', en: 'the file is handed over' },
  paid: { fr: 'la facture est payée, tout s’arrête', en: 'the invoice is paid, all stops' },
  credited: {
    fr: 'la facture est soldée par un avoir, tout s’arrête',
    en: 'the invoice is credited, all stops',
  },
  'written-off': {
    fr: 'la facture est passée en pertes, tout s’arrête',
    en: 'the invoice is written off, all stops',
  },
  insolvent: { fr: 'le client est insolvable, tout s’arrête', en: 'the customer is insolvent, all stops' },
  interrupted: { fr: 'le parcours prend fin sur un événement', en: 'an event ends the run' },
  stopped: { fr: 'le parcours est arrêté sur demande', en: 'the run is stopped by order' },
};

/** What came of a task. */
export const taskWords: Dictionary = {
  promise: { fr: 'promesse', en: 'promise' },
  dispute: { fr: 'litige', en: 'dispute' },
  'wrong-contact': { fr: 'mauvais contact', en: 'wrong contact' },
  'no-answer': { fr: 'pas de réponse', en: 'no answer' },
  'will-check': { fr: 'va vérifier', en: 'will check' },
  done: { fr: 'fait', en: 'done' },
  approved: { fr: 'accordé', en: 'approved' },
  refused: { fr: 'refusé', en: 'refused' },
};

/** What `done` means for each kind of step: written and given to its channel, which may have captured it. */
export const doneWords: Dictionary = {
  email: { fr: 'email écrit', en: 'email written' },
  sms: { fr: 'SMS écrit', en: 'SMS written' },
  letter: { fr: 'lettre écrite', en: 'letter written' },
  'registered-letter': { fr: 'lettre recommandée écrite', en: 'registered letter written' },
  call: { fr: 'appel confié', en: 'call assigned' },
  webhook: { fr: 'système prévenu', en: 'system told' },
  notify: { fr: 'alerte transmise', en: 'notice passed on' },
  approve: { fr: 'accord demandé', en: 'approval asked for' },
  set: { fr: 'marquage fait', en: 'marked' },
  handoff: { fr: 'dossier transmis', en: 'file handed over' },
};

/** A word of a dictionary; a code that it lacks as it is. */
export function wordOf(dictionary: Dictionary, code: unknown): Words {
  const key = String(code ?? '');
  return (Object.hasOwn(dictionary, key) ? dictionary[key] : undefined) ?? { fr: key, en: key };
}
