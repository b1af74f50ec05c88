/**
 * Values that a template prints in the reader's language and compares like plain ones:
 * `{{ invoice.open }}` and `{% if invoice.open > 5000 %}`. They hold data only; `print` writes them.
 */
import { formatAmount } from '../../schemas/index.ts';

/** Money in minor units with its currency. */
export class MoneyValue {
  readonly minor: number;
  readonly currency: string;

  constructor(minor: number, currency: string) {
    this.minor = minor;
    this.currency = currency;
  }

  /** For comparisons in a template only: major units. */
  valueOf(): number {
    return this.minor / 100;
  }

  toString(): string {
    return formatAmount(this.minor);
  }
}

/** A calendar date, `YYYY-MM-DD`. */
export class DateValue {
  readonly iso: string;

  constructor(iso: string) {
    this.iso = iso;
  }

  valueOf(): string {
    return this.iso;
  }

  toString(): string {
    return this.iso;
  }
}
