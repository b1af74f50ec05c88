import { formatDay } from '../../../engine/calendar/index.ts';
import { formatAmount } from '../../../schemas/index.ts';
import type { Story } from './run-simulate.ts';
import { tracesToJsonLines } from './trace-jsonl.ts';

/** All of it as one JSON document. */
export function showJson({ flow, release, notes, customers, left }: Story): string {
  const document = {
    ...{ flow: flow.id, release, notes },
    invoices: customers.flatMap(({ runs, cast }) =>
      runs.map(({ facts, entries, nothing, run }) => ({
        ...invoiceOf(facts),
        ...{ entity: cast.entity.id, outcome: run.state.outcome, nothing },
        entries: entries.map(({ at, day, ...entry }) => ({
          ...{ at: new Date(at).toISOString(), date: formatDay(day), ...entry },
        })),
      })),
    ),
    left: left.map(({ facts, why }) => ({ ...invoiceOf(facts), why })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function invoiceOf({ invoice, customer }: Story['left'][number]['facts']) {
  const { number, instalment, dueOn, currency } = invoice;
  return {
    ...{ number, instalment, customer: customer.number, name: customer.name },
    ...{ open: formatAmount(invoice.open), currency, dueOn },
  };
}

/** The trace lines of every run as JSON Lines, as the expected traces have them. */
export function showTrace({ customers }: Story): string {
  return tracesToJsonLines(
    customers.flatMap(({ runs }) =>
      runs.map(({ facts, run }) => ({ run: facts.invoice.number, lines: run.lines })),
    ),
  );
}
