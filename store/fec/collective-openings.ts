import { sql } from 'kysely';
import type { Importing } from '../ledger/import-context.ts';
import type { KeptLine } from './item.ts';

/**
 * An opening line that carries an account as a whole (411000, no auxiliary account) although its
 * customers are kept apart: it stands for their balances and must not double them.
 */
interface CollectiveOpening {
  readonly reference: string;
  readonly account: string;
  readonly on: string;
  readonly amount: number;
  /** What the account's other lines had come to before, since `since`. */
  readonly before: number;
  readonly since: string;
}

export interface Collective {
  /** What of each such line nothing before explains, by reference. */
  readonly left: ReadonlyMap<string, number>;
  /** What of them stands for customers' own lines, by account and day. */
  readonly explained: readonly { readonly account: string; readonly on: string; readonly amount: number }[];
}

/**
 * True, in SQL, of an opening line that carries a whole account; `line` is the table. Where customers of
 * the account have opening lines of their own beside it, it is that of lines without an auxiliary account.
 */
export const carriesWhole = sql<boolean>`(
  line.content ->> 'sort' = 'opening' and line.customer = line.content ->> 'account'
  and exists (select from account_line other where other.source = line.source and other.entity = line.entity
    and other.replaced_by is null and other.content ->> 'account' = line.customer and other.customer <> line.customer)
  and not exists (select from account_line beside where beside.source = line.source and beside.entity = line.entity
    and beside.replaced_by is null and beside.content ->> 'account' = line.customer
    and beside.customer <> line.customer and beside.content ->> 'sort' = 'opening'
    and abs(beside.occurred_on - line.occurred_on) < 60))`;

export async function readCollective({ tx, context }: Importing, entity: string): Promise<Collective> {
  const whose = sql`source = ${context.source} and entity = ${entity} and replaced_by is null`;
  const { rows: accounts } = await sql<{ account: string }>`
    select distinct customer as account from account_line
    where ${whose} and content ->> 'sort' = 'opening' and customer = content ->> 'account'`.execute(tx);
  if (accounts.length === 0) return { left: new Map(), explained: [] };
  const { rows } = await sql<CollectiveOpening>`
    with line as materialized (
      select customer, reference, occurred_on, content ->> 'account' as account,
        (content ->> 'amount')::bigint as amount, content ->> 'sort' = 'opening' as opens, ${carriesWhole} as whole
      from account_line line where ${whose}
        and content ->> 'account' = any(${accounts.map(({ account }) => account)})
    ), begun as (
      select whole.*, coalesce((select max(own.occurred_on) from line own where own.account = whole.account
        and own.opens and not own.whole and own.occurred_on < whole.occurred_on), '0001-01-01') as since
      from line whole where whole.whole
    )
    select begun.reference, begun.account, begun.occurred_on as "on", begun.amount, begun.since,
      coalesce((select sum(line.amount) from line where line.account = begun.account and not line.whole
        and line.occurred_on < begun.occurred_on and line.occurred_on >= begun.since), 0)::bigint as before
    from begun order by begun.occurred_on, begun.reference`.execute(tx);
  return explain(rows);
}

function explain(openings: readonly CollectiveOpening[]): Collective {
  const left = new Map<string, number>();
  const explained: Collective['explained'][number][] = [];
  for (const group of Map.groupBy(openings, ({ account, on }) => `${account}\t${on}`).values()) {
    let rest = 0;
    for (const [place, { reference, account, on, amount, before, since }] of group.entries()) {
      if (place === 0) rest = before + carriedBefore(openings, left, { account, since, on });
      left.set(reference, amount - rest);
      explained.push({ account, on, amount: rest });
      rest = 0;
    }
  }
  return { left, explained };
}

/** What is left of the account's earlier openings. */
function carriedBefore(
  openings: readonly CollectiveOpening[],
  left: ReadonlyMap<string, number>,
  { account, since, on }: Pick<CollectiveOpening, 'account' | 'since' | 'on'>,
): number {
  return openings
    .filter((one) => one.account === account && one.on >= since && one.on < on)
    .reduce((sum, one) => sum + (left.get(one.reference) ?? 0), 0);
}

/** The lines of a customer, those that carry others' balances reduced to what is left of them. */
export function withoutCollective(lines: readonly KeptLine[], { left }: Collective): readonly KeptLine[] {
  return lines.flatMap((line) => {
    const rest = left.get(line.reference);
    return rest === undefined ? [line] : rest === 0 ? [] : [{ ...line, amount: rest }];
  });
}
