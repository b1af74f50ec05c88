import type { Role } from '../../../schemas/index.ts';

/**
 * What a column may hold, and the headers it goes by.
 *
 * `names` are in order of preference, written without care for accents, case and filler words; the
 * first `telling` of them say by themselves what kind of file this is. `content` is what the cells
 * must look like. `many` allows several columns.
 */
export interface FieldSpec {
  readonly content: 'amount' | 'date' | 'code' | 'text' | 'email' | 'anything';
  readonly names: readonly string[];
  readonly telling?: number;
  readonly many?: boolean;
  /** Recognises headers that no list can hold, such as ageing columns; gets the folded header. */
  readonly pattern?: RegExp;
}

/** A field's group of columns: the second contact of a line, or the accountant's. */
export interface ContactGroup {
  readonly contact: string;
  readonly role?: Role;
}

export const entitySpec: FieldSpec = {
  content: 'text',
  names: [
    'entite',
    'societe',
    'entity',
    'etablissement',
    'dossier',
    'company',
    'subsidiary',
    'filiale',
    'site',
    'company code',
  ],
};

export const customerSpec: FieldSpec = {
  content: 'code',
  names: [
    ...[
      'code client',
      'no client',
      'compte client',
      'customer no',
      'customer id',
      'customer code',
      'client id',
    ],
    ...[
      'compte auxiliaire',
      'compte tiers',
      'code tiers',
      'no tiers',
      'account no',
      'customer account',
      'ref client',
    ],
    ...[
      'reference client',
      'identifiant client',
      'id client',
      'client code',
      'client no',
      'customer ref',
      'auxiliaire',
    ],
    ...[
      'comp aux num',
      'ct num',
      'compte',
      'no compte',
      'account',
      'tiers',
      'client',
      'customer',
      'debtor',
      'debiteur',
      'code',
      'id',
    ],
  ],
};

export const customerNameSpec: FieldSpec = {
  content: 'text',
  names: [
    ...[
      'nom client',
      'raison sociale',
      'client name',
      'customer name',
      'libelle client',
      'intitule client',
      'nom tiers',
    ],
    ...[
      'intitule tiers',
      'libelle tiers',
      'denomination',
      'intitule compte',
      'libelle compte',
      'account name',
      'company name',
    ],
    ...[
      'nom societe',
      'nom compte',
      'customer full name',
      'display name',
      'intitule',
      'entreprise',
      'debtor name',
    ],
    ...[
      'client',
      'customer',
      'tiers',
      'debiteur',
      'nom',
      'name',
      'societe',
      'company',
      'organisation',
      'organization',
      'contact name',
      'partner display name',
      'invoice partner display name',
      'nom affichage partenaire',
      'nom affichage partenaire facture',
      'partner',
      'partenaire',
      'comp aux lib',
      'ct intitule',
    ],
  ],
};

export const currencySpec: FieldSpec = {
  content: 'text',
  names: ['devise', 'code devise', 'currency', 'monnaie', 'currency code', 'dev', 'iso', 'ccy', 'cur'],
};

export const senseSpec: FieldSpec = {
  content: 'text',
  names: ['sens', 'd c', 'dc', 'debit credit', 'dr cr', 'ec sens', 'sign'],
};

export const debitSpec: FieldSpec = {
  content: 'amount',
  names: ['debit', 'montant debit', 'debit amount', 'solde debiteur', 'debits'],
};
export const creditSpec: FieldSpec = {
  content: 'amount',
  names: ['credit', 'montant credit', 'credit amount', 'solde crediteur', 'credits'],
};
