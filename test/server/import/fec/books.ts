/** Keeps small books as a French company does, and writes them as the FEC of its year. */

export interface BookLine {
  readonly journal: string;
  readonly journalName: string;
  readonly number: string;
  /** `YYYY-MM-DD`. */
  readonly on: string;
  readonly account: string;
  readonly accountName: string;
  readonly aux: string;
  readonly auxName: string;
  readonly piece: string;
  readonly pieceOn: string;
  readonly label: string;
  /** Debit less credit, cents. */
  readonly amount: number;
  readonly lettering: string;
  readonly letteredOn: string;
  readonly original?: string;
  readonly currency?: string;
}

interface Doing {
  readonly customer: string;
  readonly on: string;
  /** Cents, tax included. */
  readonly amount: number;
  readonly piece: string;
  readonly label?: string;
  readonly lettering?: string;
  readonly letteredOn?: string;
}

const names: Readonly<Record<string, string>> = {
  ...{ VE: 'Ventes', AC: 'Achats', BQ: 'Banque', AN: 'A nouveaux', OD: 'Opérations diverses' },
};

type Side = readonly [account: string, amount: number];

/** An amount with a fifth of tax on top, by its accounts. */
function withTax(account: string, amount: number): readonly Side[] {
  const tax = Math.round(amount / 6);
  return [
    [account, amount - tax],
    ['445710', tax],
  ];
}

/** Books of one year; every method writes one balanced entry. */
export class Books {
  readonly lines: BookLine[] = [];
  #number = 0;

  /** An entry: the customer's line, and what stands against it. */
  enter(journal: string, doing: Doing, sides: readonly Side[], sign: 1 | -1): void {
    this.#number += 1;
    const { customer, on, piece, amount, label = '', lettering = '', letteredOn = '' } = doing;
    const base = {
      ...{
        journal,
        journalName: names[journal] ?? journal,
        number: String(this.#number),
        on,
        piece,
        pieceOn: on,
      },
      label: label === '' ? `${journal} ${piece}` : label,
    };
    const aux = { aux: customer, auxName: `Société ${customer}` };
    this.lines.push({
      ...{ ...base, ...aux, account: '411000', accountName: 'Clients', amount: sign * amount },
      ...{ lettering, letteredOn: lettering === '' ? '' : letteredOn === '' ? on : letteredOn },
    });
    for (const [account, part] of sides) {
      this.lines.push({
        ...{ ...base, account, accountName: account, aux: '', auxName: '', amount: -sign * part },
        ...{ lettering: '', letteredOn: '' },
      });
    }
  }

  invoice(doing: Doing): void {
    this.enter('VE', doing, withTax('706000', doing.amount), 1);
  }

  creditNote(doing: Doing): void {
    this.enter('VE', doing, withTax('706000', doing.amount), -1);
  }

  payment(doing: Doing): void {
    this.enter('BQ', doing, [['512000', doing.amount]], -1);
  }

  /** A payment that the bank takes back. */
  rejection(doing: Doing): void {
    this.enter('BQ', doing, [['512000', doing.amount]], 1);
  }

  loss(doing: Doing): void {
    this.enter('OD', doing, withTax('654000', doing.amount), -1);
  }

  bill(doing: Doing): void {
    this.enter('OD', doing, [['413000', doing.amount]], -1);
  }

  /** A purchase, that no customer is part of. */
  purchase(on: string, amount: number): void {
    this.#number += 1;
    const base = {
      ...{ journal: 'AC', journalName: 'Achats', number: String(this.#number), on, pieceOn: on },
      ...{
        piece: `A${this.#number}`,
        label: 'Fournitures',
        aux: '',
        auxName: '',
        lettering: '',
        letteredOn: '',
      },
    };
    this.lines.push({ ...base, account: '606000', accountName: 'Achats', amount });
    this.lines.push({ ...base, account: '401000', accountName: 'Fournisseurs', amount: -amount });
  }

  /** Opening entries; `pieceOn` is the day of the document. */
  opening(on: string, items: readonly (Doing & { readonly pieceOn?: string })[]): void {
    const sum = items.reduce((total, one) => total + one.amount, 0);
    const base = { journal: 'AN', journalName: 'A nouveaux', number: '1', on, label: 'A nouveau' };
    for (const { customer, piece, amount, pieceOn = on, lettering = '', letteredOn = '' } of items) {
      this.lines.push({
        ...{
          ...base,
          piece,
          pieceOn,
          amount,
          lettering,
          letteredOn,
          account: '411000',
          accountName: 'Clients',
        },
        ...{ aux: customer, auxName: `Société ${customer}` },
      });
    }
    this.lines.push({
      ...{ ...base, piece: '', pieceOn: on, amount: -sum, lettering: '', letteredOn: '', account: '110000' },
      ...{ accountName: 'Report à nouveau', aux: '', auxName: '' },
    });
  }
}

export interface WriteOptions {
  readonly separator?: '\t' | '|';
  readonly sense?: boolean;
  readonly latin?: boolean;
  readonly quoted?: boolean;
  readonly mark?: boolean;
  readonly lineEnd?: '\n' | '\r\n';
  readonly upper?: boolean;
}

const head = ['JournalCode', 'JournalLib', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib'];
const middle = ['CompAuxNum', 'CompAuxLib', 'PieceRef', 'PieceDate', 'EcritureLib'];
const tail = ['EcritureLet', 'DateLet', 'ValidDate', 'Montantdevise', 'Idevise'];

export function writeFec(lines: readonly BookLine[], options: WriteOptions = {}): Uint8Array {
  const { separator = '\t', sense = false, lineEnd = '\r\n', quoted = false, upper = false } = options;
  const amounts = sense ? ['Montant', 'Sens'] : ['Debit', 'Credit'];
  const header = [...head, ...middle, ...amounts, ...tail].map((cell) => (upper ? cell.toUpperCase() : cell));
  const rows = lines.map((line) => [
    ...[line.journal, line.journalName, line.number, compact(line.on), line.account, line.accountName],
    ...[line.aux, line.auxName, line.piece, compact(line.pieceOn), line.label],
    ...(sense ? [euros(Math.abs(line.amount)), line.amount < 0 ? 'C' : 'D'] : sides(line.amount)),
    ...[line.lettering, compact(line.letteredOn), compact(line.on), line.original ?? '', line.currency ?? ''],
  ]);
  const cell = (text: string) => (quoted ? `"${text.replaceAll('"', '""')}"` : text);
  const text = [header, ...rows].map((row) => row.map(cell).join(separator)).join(lineEnd) + lineEnd;
  const mark = options.mark === true ? '\ufeff' : '';
  return options.latin === true ? Buffer.from(text, 'latin1') : Buffer.from(mark + text, 'utf8');
}

function compact(day: string): string {
  return day.replaceAll('-', '');
}

function sides(amount: number): readonly string[] {
  return amount >= 0 ? [euros(amount), '0,00'] : ['0,00', euros(-amount)];
}

function euros(cents: number): string {
  return `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
}
