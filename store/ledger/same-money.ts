/**
 * One receipt that two sources tell of: a bank, which knows no invoice for it, and a balance, which shows
 * less open of an invoice or lists a credit. It counts once. Only what is equal to the cent is taken for
 * the same, and never more of it than the balance shows in all; what is left lies on account and keeps
 * reminders back.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database.ts';
import { dayOf } from './acceptable.ts';
import type { Importing } from './import-context.ts';
import { type NewMovement, postMovements } from './post-movements.ts';
import { listReceiptsOnAccount, type ReceiptOnAccount } from './receipts-on-account.ts';

/** Between a receipt's day at the bank and the day of a credit line in the accounts. */
const nearDays = 5;

/** Money as a balance shows it: one movement of an invoice. */
export interface Shown {
  readonly invoiceId: number;
  /** Positive, minor units. */
  readonly amount: number;
  /** Days between which the receipt lies; null where any day before will do. */
  readonly from: string | null;
  readonly to: string;
}

/** What balances show of a customer's money in one currency. */
export interface ShownMoney {
  /** Oldest first; each explains one receipt. */
  readonly items: Shown[];
  /** What of the whole no receipt explains yet: a credit that became a payment is no new money. */
  unexplained: number;
}

export const moneyKey = (customerId: number, currency: string) => `${customerId} ${currency}`;

/** Finds the same money in what is shown, and uses it up; null where there is none. */
export function takeSameMoney(shown: ShownMoney | undefined, amount: number, on: string): Shown | null {
  if (shown === undefined || amount > shown.unexplained) return null;
  const place = shown.items.findIndex(
    (one) => one.amount === amount && on <= one.to && (one.from === null || on >= one.from),
  );
  const [found] = place === -1 ? [] : shown.items.splice(place, 1);
  if (found === undefined) return null;
  shown.unexplained -= amount;
  return found;
}

/**
 * After a balance: takes receipts of other sources off the account where the balance shows them.
 *
 * @returns how many.
 */
export async function absorbReceipts(importing: Importing): Promise<number> {
  const { tx, id, context } = importing;
  const receipts = await readReceipts(importing);
  const shown = await readShown(
    tx,
    receipts.map((one) => ({ customerId: one.customerId, amount: one.left })),
    { told: sql`movement.import_id = ${id}::bigint`, explained: sql`false` },
  );
  const movements = receipts.flatMap((receipt): readonly NewMovement[] => {
    const { customerId, currency, on: occurredOn, left } = receipt;
    const same = takeSameMoney(shown.get(moneyKey(customerId, currency)), left, occurredOn);
    if (same === null) return [];
    const base = { customerId, currency, occurredOn, kind: 'adjustment' } as const;
    return [
      { ...base, invoiceId: null, amount: left, reverses: receipt.receipt },
      { ...base, invoiceId: same.invoiceId, amount: 0, already: left },
    ];
  });
  await postMovements(tx, movements, { at: context.at, source: context.source, importId: id });
  return movements.length / 2;
}

/** What balances, or people, told before a list of receipts of the money in it; by `moneyKey`. */
export function readShownBefore(
  tx: Tx,
  source: string,
  receipts: readonly { readonly customerId: number; readonly amount: number }[],
): Promise<ReadonlyMap<string, ShownMoney>> {
  return readShown(tx, receipts, {
    told: sql`movement.source <> ${source} and movement.reference is null
      and (movement.import_id is null or movement.import_id in (select id from import where kind = 'balance'))`,
    explained: sql`movement.import_id is null or movement.import_id in (select id from import where kind <> 'fec')`,
  });
}

/** Receipts on account that the balance can know, oldest first. The accounts (FEC) match their own. */
async function readReceipts({ tx, context, asOf }: Importing): Promise<readonly ReceiptOnAccount[]> {
  const all = await listReceiptsOnAccount(tx);
  return all.filter((one) => !one.ofAccounts && one.source !== context.source && one.on <= dayOf(asOf));
}

/** Which movements tell of money that came, and which say that a receipt explains it. */
interface Telling {
  readonly told: RawBuilder<unknown>;
  readonly explained: RawBuilder<unknown>;
}

async function readShown(
  tx: Tx,
  wanted: readonly { readonly customerId: number; readonly amount: number }[],
  { told, explained }: Telling,
): Promise<ReadonlyMap<string, ShownMoney>> {
  if (wanted.length === 0) return new Map();
  const customers = [...new Set(wanted.map((one) => one.customerId))];
  const totals = await sql<{ customerId: number; currency: string; unexplained: number }>`
    select invoice.customer_id as "customerId", movement.currency,
      (coalesce(sum(-movement.amount) filter (where ${told} and not (kind = 'invoice' and movement.amount > 0)), 0)
        - coalesce(sum(already) filter (where ${explained}), 0))::bigint as unexplained
    from invoice join movement on invoice_id = invoice.id and undone_at is null
    where invoice.customer_id = any(${customers}::bigint[])
    group by invoice.customer_id, movement.currency`.execute(tx);
  const items = await sql<Item>`
    select movement.customer_id as "customerId", movement.currency, invoice_id as "invoiceId",
      -movement.amount as amount,
      case when invoice.amount > 0 then occurred_on else occurred_on + ${nearDays}::integer end as "to",
      case when invoice.amount > 0 then null else occurred_on - ${nearDays}::integer end as "from",
      coalesce((select sum(already) from movement where movement.invoice_id = invoice.id
        and undone_at is null and (${explained})), 0)::bigint as explained
    from movement join invoice on invoice.id = invoice_id
    where invoice.customer_id = any(${customers}::bigint[]) and undone_at is null and reverses is null
      and ${told} and movement.amount = any(${wanted.map((one) => -one.amount)}::bigint[])
      and case when invoice.amount > 0 then kind in ('payment', 'adjustment') else kind = 'invoice' end
    order by occurred_on, movement.id`.execute(tx);
  const shown = new Map(
    totals.rows.map(({ customerId, currency, unexplained }): [string, ShownMoney] => [
      moneyKey(customerId, currency),
      { unexplained, items: [] },
    ]),
  );
  const explainedOf = new Map(items.rows.map((one) => [one.invoiceId, one.explained]));
  for (const { customerId, currency, explained: _, ...item } of items.rows) {
    const rest = explainedOf.get(item.invoiceId) ?? 0;
    explainedOf.set(item.invoiceId, Math.max(0, rest - item.amount));
    if (rest === 0) shown.get(moneyKey(customerId, currency))?.items.push(item);
  }
  return shown;
}

interface Item extends Shown {
  readonly customerId: number;
  readonly currency: string;
  readonly explained: number;
}
