import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CustomerRow, InvoiceRow, LedgerRows } from '../../../schemas/index.ts';
import {
  type FileKind,
  guessMapping,
  type ImportContext,
  readRows,
  readFile as readTableFile,
} from '../../import/index.ts';
import { Failure } from '../failure.ts';
import type { Cli } from '../io.ts';
import { counted } from '../print/dates.ts';
import { printable } from '../print/wrap.ts';

/** Most refused lines that are shown. */
const shown = 5;

async function readFileOf(
  cli: Cli,
  file: string,
  kind: FileKind,
  context: ImportContext,
): Promise<LedgerRows> {
  const bytes = await readFile(resolve(cli.cwd, file)).catch(() => {
    throw new Failure(cli.say({ fr: `${file} ne peut être lu`, en: `${file} cannot be read` }));
  });
  const reading = await readTableFile(bytes, { language: cli.language });
  if (!reading.ok) throw new Failure(`${file}: ${reading.problem.message}`);
  const guess = guessMapping(reading.table, { kind, customFields: context.customFields });
  if (guess.missing.length > 0) {
    const missing = guess.missing.map((group) => group.join('/')).join(', ');
    const message = {
      fr: `${file} : colonnes non reconnues : ${missing}`,
      en: `${file}: columns not recognised: ${missing}`,
    };
    throw new Failure(cli.say(message));
  }
  const read = readRows(reading.table, guess.mapping, context);
  const [problem] = read.problems;
  if (problem !== undefined) throw new Failure(`${file}: ${problem.message}`);
  for (const { line, column, value, accepted } of read.refused.slice(0, shown)) {
    cli.err(`${file}:${line}  ${printable(column)}  « ${printable(value).slice(0, 40)} »  ${accepted}\n`);
  }
  const more = read.refused.length - shown;
  if (more > 0) {
    const [one, many] = cli.language === 'fr' ? frenchMore : englishMore;
    const lines = counted(more, one, many, cli.language);
    cli.err(`… ${lines}\n`);
  }
  return read.rows;
}

const frenchMore = ['autre ligne refusée', 'autres lignes refusées'] as const;
const englishMore = ['more refused line', 'more refused lines'] as const;

/** The invoices of an aged balance; refused lines are told, and stop no other. */
export async function readBalance(
  cli: Cli,
  file: string,
  context: ImportContext,
): Promise<readonly InvoiceRow[]> {
  const rows = await readFileOf(cli, file, 'balance', context);
  return rows.kind === 'balance' ? rows.rows : [];
}

/** Customers with their contacts. */
export async function readCustomers(
  cli: Cli,
  file: string,
  context: ImportContext,
): Promise<readonly CustomerRow[]> {
  const rows = await readFileOf(cli, file, 'customers', context);
  return rows.kind === 'customers' ? rows.rows : [];
}
