import { z } from 'zod';
import { formatDay } from '../../../engine/calendar/index.ts';
import { readPaymentTerm } from '../../../engine/law/index.ts';
import { readCompanies, readSource, saveMapping, importFec as takeFec } from '../../../store/index.ts';
import { tellImport } from '../../../workers/telemetry/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import { type FecSummary, readFecName } from '../../import/fec/index.ts';
import { deedOf } from '../act.ts';
import { findEntity } from '../find-entity.ts';
import { operation } from '../operation.ts';
import { zoneOfEntity } from '../read-day.ts';
import { Refusal } from '../refusal.ts';
import { countOf, filesOf } from './files.ts';
import { type FecOutput, outputOf } from './output.ts';

const Input = z.strictObject({
  files: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(1_000),
        content: z.string().describe('The bytes, compressed by gzip, base64.'),
      }),
    )
    .min(1)
    .max(30),
  source: z.string().trim().min(1).max(100).default('fec'),
  entity: z.string().optional(),
  term: z.string().trim().min(1).max(100).optional(),
  dryRun: z.boolean().optional(),
});
type Input = z.output<typeof Input>;

const Remembered = z.object({ term: z.string().optional() });

/** Takes ledger exports (FEC), one a year, and proves each customer's balance. The term is remembered. */
export const importFec = operation({
  name: 'import-fec',
  begins: true,
  input: Input,
  async run(house, input, caller): Promise<FecOutput> {
    const { db } = house.store;
    const { source, dryRun = false } = input;
    const entity = entityOf(house, input);
    await demandSameCompany(house, input, entity);
    const term = input.term ?? (await rememberedTerm(house, source));
    if (term !== undefined && readPaymentTerm(term) === null) throw unreadable(term);
    const summaries: FecSummary[] = [];
    const { language, signal, onProgress } = caller;
    const today = formatDay(zoneOfEntity(house, entity).dayOf(house.clock.now()));
    const onRead = (done: number, refused: number) =>
      onProgress?.({ stage: 'reading', done, of: 0, refused });
    const files = filesOf(input.files, { language, today, onRead }, summaries);
    onProgress?.({ stage: 'waiting', done: 0, of: 0, refused: 0 });
    const result = await tellImport(house.carrier.telemetry, 'fec', (told) =>
      takeFec(db, files, {
        ...deedOf(house, caller),
        ...{ source, entity, dryRun, fileName: input.files.map((one) => baseName(one.name)).join(', ') },
        ...(term === undefined ? {} : { term }),
        defaults: { language: house.workspace.languages[0] ?? 'fr' },
        ...(signal === undefined ? {} : { signal }),
        onLines: (done, of) =>
          onProgress?.({ stage: 'taking', done, of, refused: countOf(summaries).refused }),
        ...told,
      }),
    );
    if (result === null) throw new Refusal('failed', { fr: 'rien n’a été pris', en: 'nothing was taken' });
    if (!dryRun && !result.holed) {
      await saveMapping(db, source, 'fec', term === undefined ? {} : { term });
      house.driver?.nudge();
    }
    const otherSiren = otherSirenOf(house, input, entity);
    return outputOf(result, {
      ...{ files: input.files, summaries, source, entity, otherSiren, dryRun },
      term: term ?? null,
    });
  },
});

/** The entity asked for; else the one whose registration holds the SIREN of a file's name; else the first. */
function entityOf(house: OpenHouse, { entity, files }: Input): string {
  if (entity !== undefined) return findEntity(house, entity).id;
  const sirens = new Set(files.flatMap((file) => readFecName(file.name)?.siren ?? []));
  if (sirens.size > 1) {
    const list = [...sirens].join(', ');
    throw new Refusal('not-acceptable', {
      fr: `les fichiers sont de plusieurs sociétés (SIREN ${list}) ; importez-les une par une`,
      en: `the files are of several companies (SIREN ${list}); import them one by one`,
    });
  }
  const [siren] = sirens;
  const named = house.workspace.entities.find(
    (one) => siren !== undefined && digitsOf(one.registration).includes(siren),
  );
  return (named ?? findEntity(house, undefined)).id;
}

const digitsOf = (text = '') => text.replace(/\D/g, '');

/** The SIREN of a file, where the entity has a registration and it does not hold that one; null otherwise. */
function otherSirenOf(house: OpenHouse, { files }: Input, entity: string): string | null {
  const digits = digitsOf(findEntity(house, entity).registration);
  const sirens = files.flatMap((file) => readFecName(file.name)?.siren ?? []);
  return digits.length < 9 ? null : (sirens.find((siren) => !digits.includes(siren)) ?? null);
}

/** Another company's accounts would seem to say that every line of the first one vanished. */
async function demandSameCompany(house: OpenHouse, { source, files }: Input, entity: string): Promise<void> {
  const known = await readCompanies(house.store.db, source, entity);
  const given = files.flatMap((file) => readFecName(file.name)?.siren ?? []);
  const other = given.find((siren) => known.length > 0 && !known.includes(siren));
  if (other === undefined) return;
  throw new Refusal('not-acceptable', {
    fr: `le FEC est celui du SIREN ${other}, mais la source « ${source} » est celle de ${known.join(', ')} pour l’entité ${entity} ; une autre société est une autre entité (palier.json, puis --entity)`,
    en: `the FEC is that of SIREN ${other}, but the source "${source}" is that of ${known.join(', ')} for the entity ${entity}; another company is another entity (palier.json, then --entity)`,
  });
}

async function rememberedTerm(house: OpenHouse, source: string): Promise<string | undefined> {
  const stored = Remembered.safeParse((await readSource(house.store.db, source))?.mapping);
  return stored.data?.term;
}

function unreadable(term: string): Refusal {
  const text = term.slice(0, 100);
  return new Refusal('not-acceptable', {
    fr: `--term « ${text} » ne se lit pas ; écrivez par exemple « 30 jours », « 45 jours fin de mois » ou « fin de mois 45 jours »`,
    en: `--term "${text}" cannot be read; write for example "30 days", "45 days end of month" or "end of month 45 days"`,
  });
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
