/**
 * Writes a PDF of one page: lines of text in Helvetica and thin rules. Enough for the invoices of the
 * example company; it is no library.
 */
export type PageItem =
  | {
      readonly text: string;
      readonly x: number;
      /** From the top of the page, in points. */
      readonly y: number;
      readonly size?: number;
      readonly bold?: boolean;
      /** `x` is where the text ends. */
      readonly right?: boolean;
    }
  | { readonly ruleFrom: number; readonly ruleTo: number; readonly y: number };

const width = 595;
const height = 842;
/** Widths of the figures, the point, the comma and the space of Helvetica, in thousandths of the size. */
const narrow: Readonly<Record<string, number>> = {
  '.': 278,
  ',': 278,
  ' ': 278,
  '\u00a0': 278,
  '/': 278,
  '-': 333,
};

export function writePdf(items: readonly PageItem[], title: string): Uint8Array {
  const stream = latin(items.map(drawn).join('\n'));
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>`,
    `<< /Length ${stream.length} >>\nstream\n${stream.toString('latin1')}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    `<< /Title ${literal(title)} >>`,
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = latin(text).length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = latin(text).length;
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  text += `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R /Info 7 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return latin(text);
}

function drawn(item: PageItem): string {
  if ('ruleFrom' in item) {
    const y = height - item.y;
    return `0.5 w 0.6 G ${item.ruleFrom} ${y} m ${item.ruleTo} ${y} l S`;
  }
  const size = item.size ?? 10;
  const x = item.right === true ? item.x - widthOf(item.text, size) : item.x;
  return `BT /${item.bold === true ? 'F2' : 'F1'} ${size} Tf ${x.toFixed(2)} ${height - item.y} Td ${literal(item.text)} Tj ET`;
}

/** Right for amounts, which is what stands at the right. */
function widthOf(text: string, size: number): number {
  return [...text].reduce((sum, sign) => sum + ((narrow[sign] ?? 556) * size) / 1000, 0);
}

function literal(text: string): string {
  return `(${winAnsi(text).replace(/[\\()]/g, '\\$&')})`;
}

/** The signs of WinAnsi that are not those of Latin-1. */
const special: Readonly<Record<string, string>> = {
  '€': '\x80',
  '’': '\x92',
  '‘': '\x91',
  '“': '\x93',
  '”': '\x94',
  '–': '\x96',
  '—': '\x97',
  œ: '\x9c',
  Œ: '\x8c',
  '\u202f': '\u00a0',
};

function winAnsi(text: string): string {
  return [...text].map((sign) => special[sign] ?? (sign <= '\u00ff' && sign >= ' ' ? sign : '?')).join('');
}

function latin(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
