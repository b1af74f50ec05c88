import type { OutputOf } from '../call/call-operation.ts';
import { showFec } from '../import/show-fec.ts';
import { showImport } from '../import/show-import.ts';
import type { Cli } from '../io.ts';
import { createWording } from '../print/dates.ts';

/** Where a file goes, its report, and the same in a few words. */
export interface Fate {
  readonly fate: 'done' | 'refused';
  readonly report: string;
  readonly words: { readonly fr: string; readonly en: string };
}

/** What became of an aged balance, payments or customers. */
export function fateOf(cli: Cli, output: OutputOf<'import'>): Fate {
  const { report } = output;
  const plain = { ...cli, isTty: false };
  const { count } = createWording(cli.language);
  const refused = new Set(report.refused.map(({ line }) => line)).size;
  const taken = report.created + report.changed + report.paid + (report.unchanged ?? 0);
  const text = showImport(plain, output);
  if (output.import === null && output.readBefore !== null) {
    const before = output.readBefore.import;
    const words = { fr: `déjà pris (import ${before})`, en: `taken before (import ${before})` };
    return { fate: 'done', report: `${cli.say(words)}\n\n${text}`, words };
  }
  if (taken === 0 && refused > 0) {
    const words = {
      fr: `refusé, aucune ligne lisible (${count(refused)})`,
      en: `refused, no line could be read (${count(refused)})`,
    };
    return { fate: 'refused', report: text, words };
  }
  const words = {
    fr: `import ${output.import}, ${count(report.created)} créées, ${count(report.changed)} modifiées, ${count(report.paid)} soldées, ${count(refused)} refusées`,
    en: `import ${output.import}, ${count(report.created)} created, ${count(report.changed)} changed, ${count(report.paid)} paid, ${count(refused)} refused`,
  };
  return { fate: 'done', report: text, words: output.outdated ? old : words };
}

/** What became of a ledger export. */
export function fateOfFec(cli: Cli, output: OutputOf<'import-fec'>): Fate {
  const { counts, files, proof } = output;
  const { count } = createWording(cli.language);
  const report = showFec({ ...cli, isTty: false }, output);
  const refused = count(files.reduce((sum, one) => sum + one.refusedCount, 0));
  if (output.holed) {
    const words = {
      fr: `refusé, des lignes de clients ne se lisent pas (${refused})`,
      en: `refused, lines of customers cannot be read (${refused})`,
    };
    return { fate: 'refused', report, words };
  }
  if (output.outdated) return { fate: 'done', report, words: old };
  const [created, changed, settled] = [counts.created, counts.changed + counts.reopened, counts.settled];
  const unequal = proof?.unequal ?? 0;
  const differs = {
    fr: unequal === 0 ? 'soldes égaux' : `soldes différents : ${count(unequal)}`,
    en: unequal === 0 ? 'balances agree' : `balances that differ: ${count(unequal)}`,
  };
  const words = {
    fr: `import ${output.import}, ${count(created)} créées, ${count(changed)} modifiées, ${count(settled)} soldées, ${differs.fr}`,
    en: `import ${output.import}, ${count(created)} created, ${count(changed)} changed, ${count(settled)} paid, ${differs.en}`,
  };
  return { fate: 'done', report, words };
}

const old = { fr: 'périmé, rien pris', en: 'outdated, nothing taken' };
