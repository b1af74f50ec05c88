import type { ContactRow } from '../../schemas/index.ts';
import type { Company } from './companies.ts';
import { englishFirstNames, englishLastNames, frenchFirstNames, frenchLastNames } from './names.ts';
import type { Random } from './random.ts';

type Roles = ContactRow['roles'];

/**
 * People at a customer: someone for billing everywhere, more of them at larger ones. Addresses lie
 * under `.example`, telephone numbers in the ranges kept for fiction (France, United Kingdom); other
 * countries keep no such range and get none. A few customers cannot be written to.
 */
export function contactsOf(company: Company, index: number, random: Random): readonly ContactRow[] {
  const reachable = index % 19 !== 7;
  const people = rolesOf(company).map((roles) => contact(company, roles, random));
  return reachable ? people : people.map((person) => ({ ...person, email: null }));
}

function rolesOf({ profile }: Company): readonly Roles[] {
  switch (profile) {
    case 'key':
      return [['billing'], ['accountant'], ['cfo']];
    case 'regular':
    case 'fresh':
      return [['manager', 'billing']];
    case 'silent':
    case 'classic':
    case 'channels':
      return [
        ['billing', 'accountant'],
        ['manager', 'cfo'],
      ];
    default:
      return [['billing', 'accountant'], ['manager']];
  }
}

function contact(company: Company, roles: Roles, random: Random): ContactRow {
  const english = company.language === 'en';
  const firstName = random.pick(english ? englishFirstNames : frenchFirstNames);
  const lastName = random.pick(english ? englishLastNames : frenchLastNames);
  return {
    name: `${firstName} ${lastName}`,
    firstName,
    roles,
    email: `${plain(firstName)}.${plain(lastName)}@${plain(company.name)}.example`,
    phone: phoneIn(company.country, random),
    language: company.language,
    zone: company.zone,
  };
}

function phoneIn(country: string, random: Random): string | null {
  const pair = (): string => String(random.between(0, 99)).padStart(2, '0');
  if (country === 'FR') return `+33 6 39 98 ${pair()} ${pair()}`;
  if (country === 'GB') return `+44 7700 900${String(random.between(0, 999)).padStart(3, '0')}`;
  return null;
}

/** Lower-case letters without accents, digits and hyphens. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
