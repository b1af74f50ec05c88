import { type Db, listReleases, type ReleaseLine } from '../../../store/index.ts';
import { Refusal } from '../refusal.ts';

/** Digits by which releases are named where they are shown. */
const shownDigits = 12;
const scheme = 'sha256:';

/** The digits of a digest that people see and may type. */
export function shortDigest(digest: string): string {
  return digest.slice(scheme.length, scheme.length + shownDigits);
}

/**
 * A release by the beginning of its digest, or the one in force by the id of its flow.
 *
 * @throws Refusal where nothing or more than one begins like that.
 */
export async function findRelease(db: Db, name: string, flow?: string): Promise<ReleaseLine> {
  const wanted = name.trim();
  const known = await listReleases(db, flow);
  const inForce = known.find((one) => one.flow === wanted && one.head);
  if (inForce !== undefined) return inForce;
  const digits = wanted.toLowerCase().replace(scheme, '');
  const isDigest = /^[0-9a-f]{1,64}$/.test(digits);
  const found = isDigest ? known.filter(({ digest }) => digest.startsWith(scheme + digits)) : [];
  const [only, ...others] = found;
  if (only === undefined) throw unknown(wanted);
  if (others.length > 0) throw ambiguous(wanted, found);
  return only;
}

/** @throws Refusal for a flow that was never published. */
export async function demandPublished(db: Db, flow: string): Promise<void> {
  const flows = [...new Set((await listReleases(db)).map((one) => one.flow))].sort();
  if (flows.includes(flow)) return;
  throw new Refusal('not-found', {
    fr: `le scénario « ${flow.slice(0, 100)} » n’a jamais été publié ; l’ont été ${flows.join(', ')}`,
    en: `the flow "${flow.slice(0, 100)}" was never published; these were: ${flows.join(', ')}`,
  });
}

function unknown(name: string): Refusal {
  const shown = name.slice(0, 100);
  return new Refusal('not-found', {
    fr: `aucune version ne commence par « ${shown} » ; palier release list les montre`,
    en: `no release begins with "${shown}"; palier release list shows them`,
  });
}

function ambiguous(name: string, found: readonly ReleaseLine[]): Refusal {
  const shown = found.slice(0, 5).map(({ digest, flow }) => `${shortDigest(digest)} (${flow})`);
  const list = [...shown, ...(found.length > shown.length ? ['…'] : [])].join(', ');
  return new Refusal('ambiguous', {
    fr: `plusieurs versions commencent par « ${name} » : ${list} ; donnez plus de chiffres`,
    en: `several releases begin with "${name}": ${list}; give more digits`,
  });
}
