/**
 * One line of a customer's account, as an accounting export (FEC) lists it. The entry that it stands in
 * has already said what it is.
 */
export interface AccountLine {
  /** The customer's number: the auxiliary account, or the account where there is none. */
  readonly customer: string;
  readonly customerName: string;
  /**
   * Journal, entry and content: the same line has the same one in a later export. Equal lines of one
   * entry share it.
   */
  readonly reference: string;
  /** Journal and number of its entry. */
  readonly entry: string;
  readonly account: string;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly piece: string;
  readonly pieceOn: string | null;
  readonly label: string;
  readonly sort: AccountLineSort;
  /** Debit less credit, minor units. */
  readonly amount: number;
  /** The code by which accountants tie lines together; empty where there is none. */
  readonly lettering: string;
  readonly letteredOn: string | null;
  /** The amount in the currency of the document, where that is another. */
  readonly original: { readonly amount: string; readonly currency: string } | null;
}

/**
 * `opening`: carried forward from the year before. `invoice`: a debit that sells. `reversal`: a debit
 * that takes a receipt back, or any other that is no sale. The others are credits; `loss` is a bad debt.
 */
export type AccountLineSort = 'opening' | 'invoice' | 'reversal' | 'payment' | 'credit' | 'loss';
