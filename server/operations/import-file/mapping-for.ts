import { readSource } from '../../../store/index.ts';
import type { OpenHouse } from '../../house/open-house.ts';
import {
  type FileKind,
  fileKinds,
  guessMapping,
  ImportMapping,
  mapByHand,
  mappingFits,
  type Table,
} from '../../import/index.ts';
import type { Caller } from '../operation.ts';
import { Refusal } from '../refusal.ts';

export interface MappingWish {
  readonly kind?: FileKind | undefined;
  readonly source?: string | undefined;
  readonly map: readonly string[];
}

/** Below this the kind of a file is a guess that a person must confirm. */
const sureEnough = 0.3;

/**
 * How the columns of a file are read, and the source that remembers it: the mapping remembered where it
 * fits, else a guess; corrected by hand where asked. Without a name, a source is called after its kind.
 */
export async function mappingFor(
  house: OpenHouse,
  table: Table,
  wish: MappingWish,
  caller: Caller,
): Promise<{ readonly mapping: ImportMapping; readonly source: string }> {
  const { customFields } = house.workspace;
  const guess = guessMapping(table, {
    ...(wish.kind === undefined ? {} : { kind: wish.kind }),
    ...(customFields === undefined ? {} : { customFields }),
  });
  const source = wish.source ?? guess.mapping.kind;
  const remembered = await rememberedFor(house, table, source, wish.kind);
  const isUnsure = wish.kind === undefined && guess.confidence < sureEnough && guess.missing.length === 0;
  if (remembered === null && isUnsure) {
    const list = fileKinds.join('|');
    throw new Refusal('not-acceptable', {
      fr: `on ne sait pas si le fichier contient une balance, des règlements ou des clients ; dites-le : --kind ${list}`,
      en: `it is not clear whether the file holds a balance, payments or customers; say so: --kind ${list}`,
    });
  }
  const mapped = mapByHand(table, remembered ?? guess.mapping, wish.map, caller.language);
  if (mapped.ok) return { mapping: mapped.mapping, source };
  throw new Refusal('not-acceptable', { fr: mapped.problem.message, en: mapped.problem.message });
}

async function rememberedFor(
  house: OpenHouse,
  table: Table,
  source: string,
  kind: FileKind | undefined,
): Promise<ImportMapping | null> {
  const stored = ImportMapping.safeParse((await readSource(house.store.db, source))?.mapping);
  if (!stored.success || !mappingFits(table, stored.data)) return null;
  return kind === undefined || stored.data.kind === kind ? stored.data : null;
}
