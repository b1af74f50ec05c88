import { customerNameSpec, customerSpec, entitySpec, type FieldSpec } from './spec.ts';

/** The fields of a list of customers; the contact's may come in several groups of columns. */
export const customerFields: Readonly<Record<string, FieldSpec>> = {
  entity: {
    ...entitySpec,
    names: entitySpec.names.filter((name) => !['societe', 'company', 'site'].includes(name)),
  },
  customer: customerSpec,
  customerName: customerNameSpec,
  language: {
    content: 'text',
    telling: 4,
    names: ['langue', 'language', 'lang', 'code langue', 'langue client'],
  },
  zone: { content: 'text', names: ['fuseau', 'fuseau horaire', 'time zone', 'timezone', 'zone'] },
  country: {
    content: 'text',
    telling: 3,
    names: ['pays', 'country', 'code pays', 'country code', 'pays facturation'],
  },
  owner: {
    content: 'anything',
    names: [
      ...[
        'charge recouvrement',
        'owner',
        'gestionnaire',
        'responsable',
        'account manager',
        'collector',
        'charge clientele',
      ],
      ...['commercial', 'responsable compte', 'credit manager', 'email gestionnaire'],
    ],
  },
  term: {
    content: 'text',
    telling: 4,
    names: [
      ...['conditions reglement', 'condition reglement', 'delai reglement', 'delai paiement'],
      ...['conditions paiement', 'payment terms', 'payment term', 'terms payment', 'echeance client'],
    ],
  },
  tags: {
    content: 'text',
    names: ['tags', 'etiquettes', 'etiquette', 'tag', 'labels', 'mots cles', 'libelles'],
  },
  contactName: {
    content: 'text',
    telling: 8,
    names: [
      ...[
        'nom contact',
        'contact name',
        'contact',
        'interlocuteur',
        'nom interlocuteur',
        'contact principal',
        'last name',
      ],
      ...['nom famille', 'surname', 'nom'],
    ],
  },
  contactFirstName: {
    content: 'text',
    telling: 4,
    names: ['prenom', 'first name', 'prenom contact', 'contact first name', 'given name', 'firstname'],
  },
  contactRole: {
    content: 'text',
    telling: 4,
    names: [
      'role',
      'fonction',
      'fonction contact',
      'role contact',
      'poste',
      'job title',
      'contact role',
      'title',
      'service',
      'qualite',
    ],
  },
  email: {
    content: 'email',
    telling: 20,
    names: [
      ...[
        'email',
        'e mail',
        'mail',
        'courriel',
        'adresse email',
        'adresse mail',
        'email address',
        'adresse e mail',
      ],
      ...['contact email', 'email contact', 'mail contact', 'adresse electronique', 'main email'],
    ],
  },
  phone: {
    content: 'text',
    telling: 20,
    names: [
      ...[
        'telephone',
        'tel',
        'phone',
        'phone no',
        'mobile',
        'portable',
        'telephone contact',
        'tel portable',
        'tel fixe',
      ],
      ...['contact phone', 'no telephone', 'phone numbers', 'gsm'],
    ],
  },
};
