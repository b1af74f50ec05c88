import type { InvoiceFacts, Plan } from '../../../schemas/index.ts';
import {
  customerMail,
  gatherFacts,
  type RunLine,
  readStandings,
  type Standing,
  storedVariants,
  type Tx,
} from '../../../store/index.ts';
import type { House } from '../../house/house.ts';
import { type Foreseen, foresee, type Horizon, type Prospect } from './foresee.ts';

export interface Outlook {
  readonly line: RunLine;
  readonly standing: Standing;
  readonly facts: InvoiceFacts;
  /** The plan that the run is on. */
  readonly plan: Plan;
  readonly ahead: readonly Foreseen[];
}

/** Looks ahead for runs, in a fixed number of queries; one whose facts are gone is left out. */
export function lookAhead(
  house: House,
  lines: readonly RunLine[],
  horizon: Horizon,
): Promise<readonly Outlook[]> {
  return house.store.db.transaction().execute((tx) => lookAheadIn(tx, house, lines, horizon));
}

async function lookAheadIn(
  tx: Tx,
  house: House,
  lines: readonly RunLine[],
  horizon: Horizon,
): Promise<readonly Outlook[]> {
  const now = house.clock.now();
  const customers = [...new Set(lines.map(({ customer }) => Number(customer)))];
  const runs = lines.map(({ run }) => run);
  const invoices = lines.map(({ invoice }) => invoice);
  const standings = await readStandings(tx, runs);
  const facts = await gatherFacts(tx, invoices, now);
  const mail = await customerMail(tx, customers, now);
  const variants = await storedVariants(tx, customers);
  const known = lines.flatMap((line) => {
    const standing = standings.get(line.run);
    const own = facts.get(line.invoice);
    return standing === undefined || own === undefined ? [] : [{ line, standing, facts: own }];
  });
  const prospects = known.map(({ line, standing, facts: own }): Prospect => {
    const customerId = Number(line.customer);
    return {
      standing,
      facts: own,
      customerId,
      invoiceId: Number(line.invoice),
      wakeAt: line.status === 'running' ? line.wakeAt : null,
      contacts: mail.get(customerId)?.contacts ?? [],
      variantOf: (flow, step) => variants.get(`${customerId}/${flow}/${step}`) ?? null,
      lines: standing.last === null ? [] : [standing.last],
    };
  });
  const ahead = await foresee(house.carrier, tx, prospects, horizon);
  const outlooks: Outlook[] = [];
  for (const [index, one] of known.entries()) {
    const { plan } = (await house.carrier.releases.get(tx, one.standing.release)).prepared;
    outlooks.push({ ...one, plan, ahead: ahead[index] ?? [] });
  }
  return outlooks;
}
