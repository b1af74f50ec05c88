/** Workbooks written by hand, so that a test may say anything of them that a program would not. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface SomePart {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the archive claims instead of the truth. */
  readonly claims?: number;
  readonly encrypted?: boolean;
}

/** A ZIP archive of these parts. */
export function zipOf(parts: readonly SomePart[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claims, encrypted } of parts) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(encrypted === true ? 1 : 0, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claims ?? bytes.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), head, rest, Buffer.from(name)]),
    );
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, central, Buffer.from('PK\x05\x06'), end]);
}

/** Styles: 0 general, 1 a built-in date, 2 a date by its code, 3 five digits, 4 an amount. */
const styles = `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-40C]dd\\ mmm\\ yyyy"/>
  <numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="#,##0.00&quot; d&quot;"/></numFmts>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>
  </styleSheet>`;

/** A sheet of rows; each row a list of `<c>` elements or plain texts, null for no cell. */
export function sheetOf(rows: readonly (readonly (string | null)[])[]): string {
  const lines = rows.map((cells, at) => {
    const written = cells.map((cell) =>
      cell === null ? '<c/>' : cell.startsWith('<c') ? cell : `<c t="inlineStr"><is><t>${cell}</t></is></c>`,
    );
    return cells.length === 0 ? '' : `<row r="${at + 1}">${written.join('')}</row>`;
  });
  return `<worksheet><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

export interface SomeBook {
  readonly since1904?: boolean;
  readonly strings?: string;
  readonly hidden?: readonly string[];
  readonly more?: readonly SomePart[];
}

/** A workbook of these sheets, by name. */
export function workbookOf(sheets: Readonly<Record<string, string>>, book: SomeBook = {}): Buffer {
  const names = Object.keys(sheets);
  const list = names.map((name, at) => {
    const state = book.hidden?.includes(name) ? ' state="hidden"' : '';
    return `<sheet name="${name}" sheetId="${at + 1}"${state} r:id="rId${at + 1}"/>`;
  });
  const relations = names.map(
    (_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const date1904 = book.since1904 === true ? ' date1904="1"' : '';
  return zipOf([
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:r="r"><workbookPr${date1904}/><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships>${relations.join('')}</Relationships>`,
    },
    { name: 'xl/styles.xml', content: styles },
    ...(book.strings === undefined ? [] : [{ name: 'xl/sharedStrings.xml', content: book.strings }]),
    ...names.map((name, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: sheets[name] ?? '',
    })),
    ...(book.more ?? []),
  ]);
}

export const numberCell = (value: string, style = 0) => `<c s="${style}"><v>${value}</v></c>`;
