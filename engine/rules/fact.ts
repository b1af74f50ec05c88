import type { InvoiceFacts } from '../../schemas/index.ts';
import type { Day } from '../calendar/index.ts';

/** A name or sentence in both languages of the screens. */
export interface Label {
  readonly fr: string;
  readonly en: string;
}

/** What a condition is asked about, beside the facts. */
export interface RuleContext {
  /** The logical date, local to the company. */
  readonly today: Day;
  /**
   * The currency that amounts in conditions are written in. Where it is given, the amounts of an
   * invoice in another currency are missing values: two currencies are never compared.
   */
  readonly currency?: string;
}

interface Readable<Type extends string, Value> {
  /** The name in conditions, such as `invoice.open`. */
  readonly name: string;
  readonly type: Type;
  readonly label: Label;
  /** The value at this moment; null where it is missing. */
  readonly read: (facts: InvoiceFacts, context: RuleContext) => Value | null;
}

/** A fact of the catalogue: money in minor units, dates as `Day`. */
export type Fact =
  | Readable<'money' | 'number' | 'date', number>
  | Readable<'text', string>
  | Readable<'boolean', boolean>
  | Readable<'list', readonly string[]>;

export type FactType = Fact['type'];
