import { closestName } from '../../../engine/rules/index.ts';
import type { Plan } from '../../../schemas/index.ts';
import { listReleases } from '../../../store/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { Refusal } from '../refusal.ts';

export interface MapQuestion {
  readonly flow: string;
  /** Null for every release of the flow. */
  readonly from: string | null;
  readonly to: Plan;
  /** `old=new`, one each. */
  readonly map: readonly string[];
}

/**
 * Reads which old step becomes which new one.
 *
 * @throws Refusal for what is no pair, for unknown steps, and where the two do different things.
 */
export async function readMap(
  house: OpenHouse,
  { flow, from, to, map }: MapQuestion,
): Promise<ReadonlyMap<string, string>> {
  const pairs = new Map<string, string>();
  if (map.length === 0) return pairs;
  const olds = await plansOf(house, flow, from);
  for (const text of map) {
    const [, old, step] = /^([^=]+)=([^=]+)$/.exec(text.trim()) ?? [];
    if (old === undefined || step === undefined) throw noPair(text);
    if (pairs.has(old) && pairs.get(old) !== step) throw twice(old);
    checkPair(olds, to, old, step);
    pairs.set(old, step);
  }
  return pairs;
}

async function plansOf(house: OpenHouse, flow: string, from: string | null): Promise<readonly Plan[]> {
  const { db } = house.store;
  const digests = from === null ? (await listReleases(db, flow)).map(({ digest }) => digest) : [from];
  const plans: Plan[] = [];
  for (const digest of digests) plans.push((await house.carrier.releases.get(db, digest)).prepared.plan);
  return plans;
}

function checkPair(olds: readonly Plan[], to: Plan, old: string, step: string): void {
  const kinds = new Set(
    olds.flatMap(({ steps }) => (Object.hasOwn(steps, old) ? (steps[old]?.kind ?? []) : [])),
  );
  const target = Object.hasOwn(to.steps, step) ? to.steps[step] : undefined;
  if (kinds.size === 0)
    throw unknownStep(
      old,
      olds.flatMap(({ steps }) => Object.keys(steps)),
      'old',
    );
  if (target === undefined) throw unknownStep(step, Object.keys(to.steps), 'new');
  if (kinds.has(target.kind)) return;
  const was = [...kinds].join(', ');
  throw new Refusal('not-acceptable', {
    fr: `« ${old} » (${was}) ne peut pas devenir « ${step} » (${target.kind}) : ce n’est pas la même sorte d’étape ; palier jump déplace une facture`,
    en: `"${old}" (${was}) cannot become "${step}" (${target.kind}): they are not of one kind; palier jump moves one invoice`,
  });
}

function noPair(text: string): Refusal {
  const shown = text.slice(0, 100);
  return new Refusal('not-acceptable', {
    fr: `« ${shown} » ne se lit pas ; écrivez --map ancienne=nouvelle`,
    en: `"${shown}" cannot be read; write --map old=new`,
  });
}

function twice(old: string): Refusal {
  return new Refusal('not-acceptable', {
    fr: `« ${old} » est donnée deux fois, vers deux étapes`,
    en: `"${old}" is given twice, to two steps`,
  });
}

function unknownStep(step: string, ids: readonly string[], side: 'old' | 'new'): Refusal {
  const shown = step.slice(0, 100);
  const near = closestName(step, [...new Set(ids)]);
  const hint =
    near === null
      ? { fr: '', en: '' }
      : { fr: ` ; vouliez-vous dire « ${near} » ?`, en: `; did you mean "${near}"?` };
  const where =
    side === 'old'
      ? { fr: 'aucune version d’origine n’a', en: 'no release to move from has' }
      : { fr: 'la nouvelle version n’a pas', en: 'the new release has no' };
  return new Refusal('not-acceptable', {
    fr: `${where.fr} d’étape « ${shown} »${hint.fr}`,
    en: `${where.en} ${side === 'old' ? 'a ' : ''}step "${shown}"${hint.en}`,
  });
}
