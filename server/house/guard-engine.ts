import { countRunsByEngine, readLogicalTime, type Store } from '../../store/index.ts';
import type { Engine } from '../engine-name.ts';
import { Refusal } from '../operations/refusal.ts';

const others: Readonly<Record<Engine, Engine>> = { embedded: 'temporal', temporal: 'embedded' };

/**
 * A run stays with the engine that began it: another one would leave it standing, or move it twice.
 * A store that lives the time of a trial is no place for Temporal, whose time is the world's.
 *
 * @throws Refusal `conflict` with what to do.
 */
export async function guardEngine({ db }: Store, engine: Engine): Promise<void> {
  if (engine === 'temporal' && (await readLogicalTime(db)) !== null) {
    throw new Refusal('conflict', {
      fr: 'ces données vivent le temps d’un essai (--clock), que Temporal ne connaît pas ; prenez un autre dossier (--data) ou une autre base',
      en: 'these data live the time of a trial (--clock), which Temporal does not know; take another folder (--data) or database',
    });
  }
  const other = others[engine];
  const count = (await countRunsByEngine(db)).get(other) ?? 0;
  if (count === 0) return;
  throw new Refusal('conflict', {
    fr: `${count} suivis en cours sont conduits par le moteur ${other} ; démarrez avec --engine ${other} jusqu’à leur fin, ou confiez-les à celui-ci : palier move --to ${engine}`,
    en: `${count} runs under way are driven by the engine ${other}; start with --engine ${other} until they end, or hand them over: palier move --to ${engine}`,
  });
}
