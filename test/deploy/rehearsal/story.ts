/**
 * One invoice on its way through the composition: it is three weeks late when it is imported, its reminder
 * arrives at the mail server, it is paid, and its run ends as paid.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AcceptedMessage } from '../../smtp/behaviour.ts';
import { until } from './running.ts';

export interface Stage {
  /** For the files that are imported. */
  readonly folder: string;
  readonly mailLog: string;
  /** `docker compose exec palier palier …`: what it writes. */
  palier(...args: readonly string[]): Promise<string>;
  say(text: string): void;
}

const number = 'F-2041';
const address = 'comptabilite@rivoire.example';
const patience = 90_000;

export async function driveInvoice(stage: Stage): Promise<void> {
  const { palier, say } = stage;
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await take(stage, 'customers', [
    'Client;Nom;Langue;Contact;Email',
    `C-7;Menuiserie Rivoire;fr;Service comptable;${address}`,
  ]);
  await take(stage, 'balance', [
    'Client;Nom;Facture;Date;Échéance;Solde',
    `C-7;Menuiserie Rivoire;${number};${day(-50)};${day(-21)};1250,50`,
  ]);
  say(`invoice ${number} is imported, three weeks late`);

  await until(patience, async () => {
    const [first] = mailsOf(stage.mailLog);
    if (first === undefined) return `no email has arrived; ${await palier('explain', number)}`;
    const isOurs = first.to.includes(address) && first.raw.includes(number);
    if (!isOurs) throw new Error(`another email has arrived, for ${first.to.join(', ')}:\n${first.raw}`);
    return true;
  });
  say(`its reminder has arrived at the mail server, for ${address}`);

  await palier('paid', number);
  await until(patience, async () => {
    const { run } = JSON.parse(await palier('explain', number, '--json'));
    const isOver = run?.status === 'finished' && run?.outcome === 'paid';
    return isOver || `its run is ${run?.status}, ${run?.outcome}`;
  });
  say('it is paid, and its run has ended as paid');

  const mails = mailsOf(stage.mailLog);
  if (mails.length !== 1) throw new Error(`${mails.length} emails have arrived, and one was due`);
}

async function take({ folder, palier }: Stage, kind: string, lines: readonly string[]): Promise<void> {
  const file = join(folder, `${kind}.csv`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  await palier('import', file, '--kind', kind);
}

function mailsOf(log: string): readonly AcceptedMessage[] {
  try {
    // What follows the last line break is being written at this moment.
    const lines = readFileSync(log, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as AcceptedMessage);
  } catch {
    return [];
  }
}
