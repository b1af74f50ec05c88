import { z } from 'zod';
import { formatAmount } from '../../schemas/index.ts';
import {
  type InvoiceNote,
  listImports,
  listSources,
  type UndoRefusal,
  undoImport,
} from '../../store/index.ts';
import { deedOf } from './act.ts';
import { operation } from './operation.ts';
import { Refusal, type Words } from './refusal.ts';

/** What was imported, newest first, and the names of all sources. */
export const imports = operation({
  name: 'imports',
  input: z.strictObject({
    source: z.string().min(1).max(100).optional(),
    limit: z.int().min(1).max(10_000).optional(),
  }),
  async run({ store }, { source, limit }) {
    const sources = (await listSources(store.db)).map(({ name }) => name);
    return { imports: await listImports(store.db, limit ?? 50, source ?? null), sources };
  },
});

/** Takes an import back as a whole, or rehearses that. */
export const importUndo = operation({
  name: 'import-undo',
  input: z.strictObject({ import: z.string().min(1).max(30), dryRun: z.boolean().optional() }),
  async run(house, { import: id, dryRun }, caller) {
    const result = await undoImport(house.store.db, id, deedOf(house, caller), { dryRun: dryRun === true });
    if (!result.ok) throw refused(id, result.refusal);
    if (dryRun !== true) house.driver?.nudge();
    const { reopened, closed, changed, ...undone } = result.undone;
    return {
      dryRun: dryRun === true,
      ...undone,
      reopened: reopened.map(lineOf),
      closed: closed.map(lineOf),
      changed: changed.map(lineOf),
    };
  },
});

/** Amounts as decimal strings. */
function lineOf({ number, instalment, customer, before, after, currency }: InvoiceNote) {
  return {
    ...{ number, instalment, customer, currency },
    before: formatAmount(before?.open ?? 0),
    after: formatAmount(after.open),
  };
}

function refused(id: string, refusal: UndoRefusal): Refusal {
  return new Refusal(refusal.why === 'unknown' ? 'not-found' : 'conflict', wordsOf(id, refusal));
}

function wordsOf(id: string, refusal: UndoRefusal): Words {
  switch (refusal.why) {
    case 'unknown':
      return {
        fr: `il n’y a pas d’import ${id} ; palier imports en donne la liste`,
        en: `there is no import ${id}; palier imports lists them`,
      };
    case 'undone': {
      const day = new Date(refusal.at).toISOString().slice(0, 10);
      return {
        fr: `l’import ${id} a déjà été défait le ${day} ; rien n’a changé`,
        en: `import ${id} was undone on ${day} already; nothing was changed`,
      };
    }
    case 'customers':
      return {
        fr: `l’import ${id} porte sur des clients et des contacts, qui ne se défont pas ; importez la bonne liste`,
        en: `import ${id} was of customers and contacts, which are not undone; import the right list`,
      };
    case 'followed': {
      const { later } = refusal;
      const [newest] = later.slice(-1);
      return {
        fr: `l’import ${id} est suivi d’autres (${later.join(', ')}), qui ont dit depuis ce qui est dû ou s’appuient sur lui ; une balance plus récente corrige ce qu’il avait de faux, ou défaites d’abord le dernier : palier import --undo ${newest}`,
        en: `import ${id} is followed by others (${later.join(', ')}), which have said since what is owed or build on it; a newer balance corrects what was wrong in it, or undo the last one first: palier import --undo ${newest}`,
      };
    }
  }
}
