import type { PaymentRow } from '../../schemas/index.ts';
import type { Numbered } from './instalments.ts';
import { digestOf, referenceMaker } from './references.ts';

export interface Referenced {
  readonly rows: readonly PaymentRow[];
  readonly repeated: readonly { readonly line: number; readonly first: number }[];
}

/**
 * Gives every payment a reference that is unique in its source, whichever file it comes in.
 *
 * A reference of the file is followed by the invoice, for one transfer often pays several; when the
 * two together stand for different payments in one file, the later ones get a mark made of what they
 * say. The same line again under its own reference is left out. A line without a reference gets one
 * made of its content and of how often it occurred.
 */
export function giveReferences(lines: readonly Numbered<PaymentRow>[]): Referenced {
  const make = referenceMaker();
  const first = new Map<string, { line: number; digest: string }>();
  const rows: PaymentRow[] = [];
  const repeated: { line: number; first: number }[] = [];
  for (const { line, row } of lines) {
    const content = [
      row.entity,
      row.customer,
      row.invoice,
      row.instalment,
      row.kind,
      row.on,
      row.amount,
      row.currency,
    ];
    if (row.reference === '') {
      rows.push({ ...row, reference: make('line', content) });
      continue;
    }
    const own = [row.reference, row.invoice, row.instalment].filter((part) => part !== undefined).join('/');
    const digest = digestOf(content);
    const key = JSON.stringify([row.entity, own]);
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, { line, digest });
      rows.push({ ...row, reference: own });
      continue;
    }
    const marked = `${own}~${digest}`;
    const again = before.digest === digest ? before : first.get(JSON.stringify([row.entity, marked]));
    if (again !== undefined) {
      repeated.push({ line, first: again.line });
      continue;
    }
    first.set(JSON.stringify([row.entity, marked]), { line, digest });
    rows.push({ ...row, reference: marked });
  }
  return { rows, repeated };
}
