import type { TemporalError, TemporalErrorCode } from '../../workers/temporal/temporal-error.ts';
import { Refusal, type Words } from '../operations/refusal.ts';

type Ids = Readonly<Record<string, string>>;

const sayings: Readonly<Record<TemporalErrorCode, (ids: Ids, message: string) => Words>> = {
  'temporal-unreachable': ({ address, why }, message) => ({
    fr: `Temporal ne répond pas (TEMPORAL_ADDRESS, ${address}) : ${why ?? message}`,
    en: `Temporal does not answer (TEMPORAL_ADDRESS, ${address}): ${why ?? message}`,
  }),
  'temporal-refused': ({ address, namespace }, message) => ({
    fr: `Temporal refuse (${address ?? namespace}) : ${message} ; voyez TEMPORAL_API_KEY ou le certificat du client, et leurs droits`,
    en: `Temporal refuses (${address ?? namespace}): ${message}; look at TEMPORAL_API_KEY or the client’s certificate, and at what they may do`,
  }),
  'temporal-namespace-missing': ({ namespace }) => ({
    fr: `l’espace de noms « ${namespace} » n’existe pas et ne peut pas être créé d’ici ; créez-le, ou donnez-en un autre (TEMPORAL_NAMESPACE)`,
    en: `there is no namespace "${namespace}", and it may not be made from here; make it, or name another one (TEMPORAL_NAMESPACE)`,
  }),
  'temporal-namespace-taken': ({ namespace }) => ({
    fr: `l’espace de noms « ${namespace} » sert à une autre installation de Palier, dont les suivis portent les mêmes numéros ; donnez-en un autre (TEMPORAL_NAMESPACE)`,
    en: `the namespace "${namespace}" serves another installation of Palier, whose runs have the same numbers; name another one (TEMPORAL_NAMESPACE)`,
  }),
  'temporal-attributes-missing': ({ namespace, attributes }) => ({
    fr: `l’espace de noms « ${namespace} » n’a pas les attributs de recherche ${attributes}, et ils ne peuvent pas être créés d’ici ; créez-les d’abord, avec ces types`,
    en: `the namespace "${namespace}" lacks the search attributes ${attributes}, and they may not be made from here; make them first, of these types`,
  }),
  'temporal-key-missing': ({ key }) => ({
    fr: `PALIER_ENCRYPTION_KEYS n’a pas la clé « ${key} », sous laquelle des données sont chiffrées ; remettez-la derrière la première`,
    en: `PALIER_ENCRYPTION_KEYS lacks the key "${key}", under which data are encrypted; put it back behind the first one`,
  }),
  'temporal-payload-damaged': ({ key }) => ({
    fr: `des données chiffrées sous la clé « ${key} » ne s’ouvrent pas : elles ont été changées, ou la clé de ce nom est une autre`,
    en: `data encrypted under the key "${key}" cannot be opened: they were changed, or the key of that id is another one`,
  }),
  'temporal-failed': (_ids, message) => ({
    fr: `Temporal a échoué : ${message}`,
    en: `Temporal failed: ${message}`,
  }),
};

/** What went wrong with Temporal, in words that say what to do. */
export function temporalRefusal({ code, ids, message }: TemporalError): Refusal {
  return new Refusal('failed', sayings[code](ids, message));
}
