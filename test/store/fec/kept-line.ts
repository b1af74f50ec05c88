import type { KeptLine } from '../../../store/fec/item.ts';

let count = 0;

/** A line of customer C1, of an entry of its own. */
export function line(
  sort: KeptLine['sort'],
  on: string,
  amount: number,
  more: Partial<KeptLine> = {},
): KeptLine {
  count += 1;
  const base = { customer: 'C1', customerName: 'C1', account: '411000', piece: '', label: '', lettering: '' };
  const entry = `J ${count}`;
  return {
    ...base,
    sort,
    on,
    amount,
    entry,
    reference: `${entry} ${on}`,
    pieceOn: on,
    letteredOn: null,
    original: null,
    ...more,
  };
}
