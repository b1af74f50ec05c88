import type { Wording } from './wording.ts';

const list = (names: readonly string[]) => names.slice(0, 40).join(', ');
const lines = (count: number, which: string) => `${count} ligne${count === 1 ? '' : 's'} (${which})`;

/** The sentences of the import in French. */
export const french: Wording = {
  fileKinds: {
    pdf: 'un PDF',
    workbook: 'un classeur ou une archive (XLSX, ODS, ZIP)',
    oldWorkbook: 'un ancien classeur (XLS)',
    archive: 'un fichier compressé',
    image: 'une image',
    richText: 'un document de texte (RTF)',
    markup: 'une page HTML ou XML',
  },
  fileEmpty: 'Le fichier est vide. Refaites l’export et vérifiez que des lignes sont sélectionnées.',
  fileNoTable:
    'Aucun tableau dans ce fichier : aucune ligne n’a pu être lue. Un CSV ou un XLSX avec une ligne d’en-têtes est accepté.',
  fileNul: (at) =>
    `Ce fichier n’est pas du texte : le caractère ${at} est un NUL. Un CSV en UTF-8, UTF-16 ou Windows-1252 est accepté.`,
  fileBinary: (what) =>
    `Ce fichier est ${what}, pas un tableau en texte. Enregistrez-le en CSV et importez ce CSV.`,
  fileTooLarge: (megabytes) =>
    `Le fichier dépasse ${megabytes} Mo. Exportez une période plus courte, ou plusieurs fichiers.`,
  workbook: {
    damaged: () =>
      'Ce classeur est endommagé et ne se lit pas. Ouvrez-le dans votre tableur, enregistrez-le de nouveau en XLSX, et importez celui-ci.',
    encrypted: () =>
      'Ce classeur est protégé par un mot de passe. Ouvrez-le, retirez le mot de passe (Fichier, Informations, Protéger le classeur), enregistrez-le et importez-le.',
    tooManyParts: (most) =>
      `Ce classeur a plus de ${most} parties ; aucun export n’en a tant. Il n’est pas lu.`,
    tooLarge: (megabytes) =>
      `Ce classeur, ou une de ses feuilles une fois décompressée, dépasse ${megabytes} Mo. Exportez une période plus courte, ou un CSV.`,
    tooManyCells: () =>
      'Ce classeur a plus de cellules ou de textes que ce qui est lu (600 000 lignes, 20 millions de cellules). Exportez une période plus courte, ou un CSV.',
    openDocument: () =>
      'Ce fichier est un classeur ODS. Enregistrez-le en XLSX ou en CSV, et importez celui-ci.',
    binaryWorkbook: () =>
      'Ce fichier est un classeur binaire (XLSB). Enregistrez-le en XLSX, et importez celui-ci.',
    oldWorkbook: () =>
      'Ce fichier est un ancien classeur (XLS, d’avant 2007). Ouvrez-le dans votre tableur, enregistrez-le en XLSX ou en CSV, et importez celui-ci.',
    noWorkbook: () => 'Cette archive ne contient pas de classeur. Un XLSX ou un CSV est accepté.',
    noTable: (sheet) =>
      `Aucun tableau dans la feuille « ${sheet} ». Nommez-en une autre avec --sheet, si le classeur en a plusieurs.`,
    noSheet: (sheets) => `Le classeur n’a pas de feuille de ce nom. Il a : ${sheets}.`,
  },
  spoilt: {
    error: 'une valeur ; la cellule montre une erreur, à corriger dans le classeur',
    formula: 'une valeur ; cette formule n’a jamais été calculée : ouvrez le classeur et enregistrez-le',
    day: 'un jour qui existe ; ce nombre n’en est pas un',
    damaged: 'une valeur ; cette cellule est endommagée',
  },
  columnMissing: (column, header) =>
    `Le fichier n’a pas de colonne « ${column} », que la correspondance nomme. Il a : ${list(header)}.`,
  fieldUnknown: (field, kind, fields) =>
    `« ${field} » n’est pas un champ de ${kind}. Acceptés : ${list(fields)}, custom.<nom>.`,
  fieldMissing: (kind, fields, header) =>
    `Aucune colonne reconnue pour ${fields.join(' ou ')}, nécessaire à ${kind}. Indiquez-la : --map '<colonne>=${fields[0]}'. Le fichier a : ${list(header)}.`,
  mapByHand: (correction, header, fields) =>
    `« ${correction} » ne peut pas être appliqué ; écrivez '<colonne>=<champ>', suivi au besoin de :comma, :point, :dmy ou :mdy. Colonnes : ${list(header)}. Champs : ${list(fields)}, custom.<nom>.`,

  lineTooLong: 'une ligne d’au plus 100 000 caractères et 1 000 cellules ; manque-t-il une fin de ligne ?',
  tooManyCells: (expected, found) =>
    `la ligne a ${found} cellules, l’en-tête ${expected} ; une valeur qui contient le séparateur doit être entre guillemets`,
  text: (limit, length) => `au plus ${limit} caractères ; il y en a ${length}`,
  amount: 'un montant comme 1234,56, 1 234,56 ou (12,00)',
  amountFaults: {
    ambiguous:
      'rien dans cette colonne ne montre si le signe sépare les milliers ou les décimales ; écrivez 1234,00, ou précisez la colonne avec :comma ou :point',
    fraction: 'au plus deux décimales ; moins d’un centime serait perdu',
    large: 'un montant d’au plus 13 chiffres avant les centimes',
  },
  date: 'une date comme 31/12/2026, 2026-12-31 ou 31 déc. 2026',
  dateAbsurd: (from, to) => `un jour qui existe, du ${from} au ${to}`,
  dateAmbiguous:
    'cette colonne a des dates jour d’abord et d’autres mois d’abord ; écrivez 2026-12-31, ou précisez la colonne avec :dmy ou :mdy',
  entity: (ids) => `une des entités : ${list(ids)}`,
  currency: 'un code de devise comme EUR',
  sense: 'D ou C, débit ou crédit',
  instalment: 'le numéro d’une échéance, de 1 à 999',
  number: 'un nombre comme 12,5',
  boolean: 'oui ou non',
  email: 'une adresse email comme nom@exemple.fr ; plusieurs sont séparées par ;',
  language: 'une langue comme fr ou en',
  zone: 'un fuseau horaire comme Europe/Paris',
  country: 'un pays comme FR ou France',
  customerMissing: 'le numéro ou le nom d’un client',
  numberMissing: 'le numéro de la facture',
  openMissing: 'le montant restant dû',
  paymentDateMissing: 'la date du règlement',
  payerMissing: 'la facture réglée, ou le client qui règle',

  skipped: {
    total: 'un total',
    footer: 'une mention de l’état',
    title: 'un titre',
    header: 'l’en-tête répété',
    zero: 'un montant nul',
  },
  repeated: (line) => `dit la même chose que la ligne ${line}`,
  notes: {
    absurdDate: (count, which) =>
      `${lines(count, which)} : la date de facture n’est pas un jour vraisemblable et a été ignorée.`,
    addedUp: (count, which, details) =>
      `${lines(count, which)} : ajoutée(s) à une ligne précédente de même facture et échéance (${details}).`,
    amountAsOpen: (count, which) =>
      `${lines(count, which)} : le fichier ne montre pas de restant dû ; le montant total est pris comme dû.`,
    nameAsNumber: (count, which) =>
      `${lines(count, which)} : le client n’a pas de numéro ; son nom en tient lieu.`,
    negativeOpen: (count, which) => `${lines(count, which)} : un restant dû négatif est un avoir en compte.`,
    noDueDate: (count, which) =>
      `${lines(count, which)} : pas d’échéance ; la facture est prise, et rien ne part avant qu’elle en ait une.`,
    noRole: (count, which) =>
      `${lines(count, which)} : le contact n’a pas de rôle et reçoit les factures (facturation).`,
    numberMade: (count, which) => `${lines(count, which)} : un avoir sans numéro en a reçu un.`,
    ownCurrency: (count, which, details) =>
      `${lines(count, which)} : le montant porte sa propre devise (${details}) ; ceux qui n’en portent pas ont la devise habituelle.`,
    ownerNoEmail: (count, which, details) =>
      `${lines(count, which)} : le responsable n’est pas une adresse email et a été ignoré (${details}).`,
    unknownRole: (count, which, details) =>
      `${lines(count, which)} : des rôles inconnus ont été ignorés (${details}). Connus : facturation, comptabilité, DAF, dirigeant.`,
  },
  report: {
    kind: 'Fichier',
    created: 'Créées',
    changed: 'Modifiées',
    paid: 'Soldées',
    unchanged: 'Inchangées',
    refused: 'Refusées',
    skipped: 'Ignorées',
    notes: 'Remarques',
    line: 'Ligne',
    column: 'Colonne',
    value: 'Valeur',
    accepted: 'Accepté',
    why: 'Raison',
    more: 'de plus',
  },
  kinds: { balance: 'balance âgée', payments: 'règlements', customers: 'clients' },
};
