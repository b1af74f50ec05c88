import type { FileKind } from './fields/index.ts';
import { english } from './wording-en.ts';
import { french } from './wording-fr.ts';
import type { WorkbookFault } from './workbook/archive.ts';

export type Language = 'fr' | 'en';

/** `count` lines, the first of them as a list, and what they said, as a list. */
export type Note = (count: number, lines: string, details: string) => string;

/** Every sentence that the import says to people. */
export interface Wording {
  readonly fileKinds: Readonly<
    Record<'pdf' | 'workbook' | 'oldWorkbook' | 'archive' | 'image' | 'richText' | 'markup', string>
  >;
  readonly fileEmpty: string;
  readonly fileNoTable: string;
  readonly fileNul: (at: number) => string;
  readonly fileBinary: (what: string) => string;
  readonly fileTooLarge: (megabytes: number) => string;
  /** Why a workbook is not read, and what to do. */
  readonly workbook: Readonly<Record<WorkbookFault | 'oldWorkbook' | 'noTable', (detail: string) => string>>;
  /** What would be taken in the place of a cell without a value. */
  readonly spoilt: Readonly<Record<'error' | 'formula' | 'day' | 'damaged', string>>;
  readonly columnMissing: (column: string, header: readonly string[]) => string;
  readonly fieldUnknown: (field: string, kind: FileKind, fields: readonly string[]) => string;
  readonly fieldMissing: (kind: FileKind, fields: readonly string[], header: readonly string[]) => string;
  readonly mapByHand: (correction: string, header: readonly string[], fields: readonly string[]) => string;

  readonly lineTooLong: string;
  readonly tooManyCells: (expected: number, found: number) => string;
  readonly text: (limit: number, length: number) => string;
  readonly amount: string;
  readonly amountFaults: Readonly<Record<'ambiguous' | 'fraction' | 'large', string>>;
  readonly date: string;
  readonly dateAbsurd: (from: string, to: string) => string;
  readonly dateAmbiguous: string;
  readonly entity: (ids: readonly string[]) => string;
  readonly currency: string;
  readonly sense: string;
  readonly instalment: string;
  readonly number: string;
  readonly boolean: string;
  readonly email: string;
  readonly language: string;
  readonly zone: string;
  readonly country: string;
  readonly customerMissing: string;
  readonly numberMissing: string;
  readonly openMissing: string;
  readonly paymentDateMissing: string;
  readonly payerMissing: string;

  readonly skipped: Readonly<Record<'total' | 'footer' | 'title' | 'header' | 'zero', string>>;
  readonly repeated: (line: number) => string;
  readonly notes: Readonly<
    Record<
      | 'absurdDate'
      | 'addedUp'
      | 'amountAsOpen'
      | 'nameAsNumber'
      | 'negativeOpen'
      | 'noDueDate'
      | 'noRole'
      | 'numberMade'
      | 'ownCurrency'
      | 'ownerNoEmail'
      | 'unknownRole',
      Note
    >
  >;
  readonly report: Readonly<
    Record<
      | 'kind'
      | 'created'
      | 'changed'
      | 'paid'
      | 'unchanged'
      | 'refused'
      | 'skipped'
      | 'notes'
      | 'line'
      | 'column'
      | 'value'
      | 'accepted'
      | 'why'
      | 'more',
      string
    >
  >;
  readonly kinds: Readonly<Record<FileKind, string>>;
}

export const wordings: Readonly<Record<Language, Wording>> = { fr: french, en: english };
