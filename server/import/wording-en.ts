import type { Wording } from './wording.ts';

const list = (names: readonly string[]) => names.slice(0, 40).join(', ');
const lines = (count: number, which: string) => `${count} line${count === 1 ? '' : 's'} (${which})`;

/** The sentences of the import in English. */
export const english: Wording = {
  fileKinds: {
    pdf: 'a PDF',
    workbook: 'a workbook or archive (XLSX, ODS, ZIP)',
    oldWorkbook: 'an old workbook (XLS)',
    archive: 'a compressed file',
    image: 'a picture',
    richText: 'a text document (RTF)',
    markup: 'a page of HTML or XML',
  },
  fileEmpty: 'The file is empty. Export again and check that lines were selected.',
  fileNoTable:
    'No table was found in the file: no line could be read. A CSV with a line of headers is accepted.',
  fileNul: (at) =>
    `The file is no text: character ${at} is a NUL. A CSV in UTF-8, UTF-16 or Windows-1252 is accepted.`,
  fileBinary: (what) => `The file is ${what}, not a table of text. Save or export it as CSV and import that.`,
  fileTooLarge: (megabytes) =>
    `The file is larger than ${megabytes} MB. Export a shorter period, or several files.`,
  workbook: {
    damaged: () =>
      'This workbook is damaged and cannot be read. Open it in your spreadsheet program, save it as XLSX again, and import that.',
    encrypted: () =>
      'This workbook is protected by a password. Open it, take the password off (File, Info, Protect Workbook), save it and import it.',
    tooManyParts: (most) =>
      `This workbook has more than ${most} parts; no export has that many. It is not read.`,
    tooLarge: (megabytes) =>
      `This workbook, or one of its sheets once unpacked, is larger than ${megabytes} MB. Export a shorter period, or a CSV.`,
    tooManyCells: () =>
      'This workbook has more cells or texts than are read (600,000 rows, 20 million cells). Export a shorter period, or a CSV.',
    openDocument: () => 'This file is an ODS workbook. Save it as XLSX or as CSV, and import that.',
    binaryWorkbook: () => 'This file is a binary workbook (XLSB). Save it as XLSX, and import that.',
    oldWorkbook: () =>
      'This file is an old workbook (XLS, from before 2007). Open it in your spreadsheet program, save it as XLSX or as CSV, and import that.',
    noWorkbook: () => 'This archive holds no workbook. An XLSX or a CSV is accepted.',
    noTable: (sheet) =>
      `No table in the sheet "${sheet}". Name another one with --sheet, where the workbook has several.`,
    noSheet: (sheets) => `The workbook has no sheet of that name. It has: ${sheets}.`,
  },
  spoilt: {
    error: 'a value; the cell shows an error, to be corrected in the workbook',
    formula: 'a value; this formula was never calculated: open the workbook and save it',
    day: 'a day that exists; this number is none',
    damaged: 'a value; this cell is damaged',
  },
  columnMissing: (column, header) =>
    `The file has no column "${column}", which the mapping names. It has: ${list(header)}.`,
  fieldUnknown: (field, kind, fields) =>
    `"${field}" is no field of ${kind}. Accepted: ${list(fields)}, custom.<name>.`,
  fieldMissing: (kind, fields, header) =>
    `No column is known to be ${fields.join(' or ')}, which ${kind} need. Say which: --map '<column>=${fields[0]}'. The file has: ${list(header)}.`,
  mapByHand: (correction, header, fields) =>
    `"${correction}" cannot be applied; write '<column>=<field>', with :comma, :point, :dmy or :mdy where need be. Columns: ${list(header)}. Fields: ${list(fields)}, custom.<name>.`,

  lineTooLong: 'a line of at most 100,000 characters and 1,000 cells; is a line end missing?',
  tooManyCells: (expected, found) =>
    `the line has ${found} cells where the header has ${expected}; a value that holds the separator must stand in quotes`,
  text: (limit, length) => `at most ${limit} characters; this has ${length}`,
  amount: 'an amount such as 1234.56, 1 234,56 or (12.00)',
  amountFaults: {
    ambiguous:
      'nothing in this column shows whether the sign groups thousands or stands before decimals; write 1234.00, or map the column with :comma or :point',
    fraction: 'at most two decimals; less than a cent would be lost',
    large: 'an amount of at most 13 digits before the cents',
  },
  date: 'a date such as 31/12/2026, 2026-12-31 or 31 Dec 2026',
  dateAbsurd: (from, to) => `a day that exists, from ${from} to ${to}`,
  dateAmbiguous:
    'this column has dates with the day first and others with the month first; write 2026-12-31, or map it with :dmy or :mdy',
  entity: (ids) => `one of the entities: ${list(ids)}`,
  currency: 'a currency code such as EUR',
  sense: 'D or C, debit or credit',
  instalment: 'the number of an instalment, from 1 to 999',
  number: 'a number such as 12.5',
  boolean: 'yes or no',
  email: 'an email address such as name@example.com; several are divided by ;',
  language: 'a language such as fr or en',
  zone: 'a time zone such as Europe/Paris',
  country: 'a country such as FR or France',
  customerMissing: 'the number or the name of a customer',
  numberMissing: 'the number of the invoice',
  openMissing: 'the open amount',
  paymentDateMissing: 'the date of the payment',
  payerMissing: 'the invoice that is paid, or the customer who pays',

  skipped: {
    total: 'a total',
    footer: 'a remark of the report',
    title: 'a title',
    header: 'the header again',
    zero: 'an amount of zero',
  },
  repeated: (line) => `says the same as line ${line}`,
  notes: {
    absurdDate: (count, which) =>
      `${lines(count, which)}: the issue date is no believable day and was left out.`,
    addedUp: (count, which, details) =>
      `${lines(count, which)}: added to an earlier line of the same invoice and due date (${details}).`,
    amountAsOpen: (count, which) =>
      `${lines(count, which)}: the file shows no open amount; the full amount is taken as open.`,
    nameAsNumber: (count, which) =>
      `${lines(count, which)}: the customer has no number; the name stands for it.`,
    negativeOpen: (count, which) => `${lines(count, which)}: a negative open amount is a credit on account.`,
    noDueDate: (count, which) =>
      `${lines(count, which)}: no due date; the invoice is taken, and nothing is sent until it has one.`,
    noRole: (count, which) =>
      `${lines(count, which)}: the contact has no role and receives invoices (billing).`,
    numberMade: (count, which) => `${lines(count, which)}: a credit without a number was given one.`,
    ownCurrency: (count, which, details) =>
      `${lines(count, which)}: the amount names its own currency (${details}); amounts without one have the usual one.`,
    ownerNoEmail: (count, which, details) =>
      `${lines(count, which)}: the person in charge is no email address and was left out (${details}).`,
    unknownRole: (count, which, details) =>
      `${lines(count, which)}: roles that are not known were left out (${details}). Known: billing, accountant, CFO, manager.`,
  },
  report: {
    kind: 'File',
    created: 'Created',
    changed: 'Changed',
    paid: 'Paid',
    unchanged: 'Unchanged',
    refused: 'Refused',
    skipped: 'Left out',
    notes: 'Notes',
    line: 'Line',
    column: 'Column',
    value: 'Value',
    accepted: 'Accepted',
    why: 'Why',
    more: 'more',
  },
  kinds: { balance: 'aged balance', payments: 'payments', customers: 'customers' },
};
