import type { Role } from '../../schemas/index.ts';
import { fold } from './names.ts';

/** Beginnings of folded words, in the order in which they are tried. */
const beginnings: readonly (readonly [Role, readonly string[]])[] = [
  [
    'cfo',
    [
      'daf',
      'raf',
      'cfo',
      'directeur financier',
      'directrice financiere',
      'direction financiere',
      'finance director',
    ],
  ],
  [
    'cfo',
    [
      'chief financial',
      'responsable administrati',
      'head of finance',
      'directeur administratif',
      'directrice administrative',
    ],
  ],
  [
    'manager',
    [
      'dirigeant',
      'gerant',
      'president',
      'pdg',
      'directeur general',
      'directrice generale',
      'ceo',
      'manager',
      'owner',
    ],
  ],
  [
    'manager',
    [
      'managing director',
      'direction',
      'directeur',
      'directrice',
      'dg',
      'chef entreprise',
      'patron',
      'proprietaire',
    ],
  ],
  [
    'billing',
    [
      'facturation',
      'billing',
      'facture',
      'invoic',
      'reglement',
      'paiement',
      'payable',
      'accounts payable',
      'fournisseurs',
    ],
  ],
  [
    'accountant',
    ['compta', 'accountant', 'accounting', 'bookkeep', 'expert comptable', 'cabinet', 'finance', 'tresor'],
  ],
];

/**
 * The role that a French or English word for a job means; null where it means none of ours.
 *
 * @example roleNamed('Directrice financière') // 'cfo'
 */
export function roleNamed(text: string): Role | null {
  const folded = fold(text).replace(
    /^(service|resp|responsable(?! admin)|chef|le|la|dept|departement) (de |du |des |d |la )*/,
    '',
  );
  for (const [role, words] of beginnings) {
    if (words.some((word) => folded.startsWith(word))) return role;
  }
  for (const [role, words] of beginnings) {
    if (words.some((word) => word.length > 3 && folded.includes(` ${word}`))) return role;
  }
  return null;
}
