/**
 * The HTML of a letter, ready to print on A4: sender at the left, addressee at the right where the
 * window of an envelope shows it, date, subject, text, invoices and bank details.
 */
import { escapeHtml } from '../markdown.ts';
import type { MessageVariables } from '../variables.ts';
import type { Blocks } from './blocks.ts';

export const letterStyle: Readonly<Record<string, string>> = {};

const sheet = `
@page{size:A4;margin:20mm 22mm}
*{box-sizing:border-box}
html{background:#eef0f2}
body{margin:0 auto;max-width:210mm;padding:20mm 22mm;background:#fff;color:#15191e;font:11pt/1.5 Georgia,'Times New Roman',serif}
@media print{html,body{background:#fff}body{margin:0;max-width:none;padding:0}}
@media screen and (max-width:600px){body{padding:24px}.to{margin-left:0!important}}
.from{font-size:9.5pt;line-height:1.45}.from b{font-size:11.5pt}
.to{margin:10mm 0 8mm 90mm;min-height:28mm;white-space:pre-line}
.how{font-weight:bold}.date{text-align:right;margin:0 0 8mm}
.subject{font-weight:bold;margin:0 0 6mm}
p,ul,ol{margin:0 0 4mm}
table{border-collapse:collapse;margin:4mm 0}th{font-weight:normal;font-size:9pt;text-align:left}
th,td{padding:1.5mm 5mm 1.5mm 0;border-bottom:.3pt solid #9aa3ad}
.sum td{border:0;font-weight:bold}.num{text-align:right;padding-right:0;white-space:nowrap}
.facts{width:100%}.bank td{border:0;padding:.5mm 5mm .5mm 0}.facts,.bank,.sign{break-inside:avoid}
.sign{margin-top:14mm}
`.trim();

/** `date` is the day of the letter as printed; `registered` adds the mention of the registered letter. */
export function layLetter(
  body: string,
  blocks: Blocks,
  variables: MessageVariables,
  options: {
    readonly subject: string;
    readonly date: string;
    readonly language: string;
    readonly registered: boolean;
  },
): string {
  const { words } = blocks;
  const { customer, contact } = variables;
  const from = [`<b>${escapeHtml(blocks.company)}</b>`, ...blocks.footer.map(escapeHtml)].join('<br>');
  const to = [
    ...(options.registered ? [`<span class="how">${escapeHtml(words.registered)}</span>`] : []),
    escapeHtml(customer.name),
    ...(contact.name === null ? [] : [`${escapeHtml(words.attention)} ${escapeHtml(contact.name)}`]),
    ...(customer.address === null ? [] : [escapeHtml(customer.address)]),
  ].join('\n');
  const signature = [...(blocks.signer === null ? [] : [blocks.signer]), blocks.company]
    .map(escapeHtml)
    .join('<br>');
  return `<!doctype html>
<html lang="${escapeHtml(options.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(options.subject)}</title>
<style>${sheet}</style>
</head>
<body>
<div class="from">${from}<br>${escapeHtml(words.customer)} ${escapeHtml(customer.number)}</div>
<div class="to">${to}</div>
<div class="date">${escapeHtml(options.date)}</div>
<div class="subject">${escapeHtml(words.subject)}${words.colon} ${escapeHtml(options.subject)}</div>
${body}
${invoiceTable(blocks)}
${bankTable(blocks)}
<div class="sign">${signature}</div>
</body>
</html>
`;
}

function invoiceTable({ words, invoices, total, credit }: Blocks): string {
  if (invoices.length === 0 && credit.length === 0) return '';
  const rows = invoices.map(
    ({ number, issued, due, open }) =>
      `<tr><td>${escapeHtml(number)}</td><td>${escapeHtml(issued)}</td><td>${escapeHtml(due)}</td><td class="num">${escapeHtml(open)}</td></tr>`,
  );
  const sum = (total === null ? credit : [[words.total, total] as const, ...credit])
    .map(
      ([label, value]) =>
        `<tr class="sum"><td colspan="3">${escapeHtml(label)}</td><td class="num">${escapeHtml(value)}</td></tr>`,
    )
    .join('');
  const heads = [words.invoice, words.issued, words.due]
    .map((word) => `<th>${escapeHtml(word)}</th>`)
    .join('');
  return `<table class="facts"><tr>${heads}<th class="num">${escapeHtml(words.open)}</th></tr>${rows.join('')}${sum}</table>`;
}

function bankTable({ bank }: Blocks): string {
  if (bank.length === 0) return '';
  const rows = bank.map(
    ([label, value]) => `<tr><td>${escapeHtml(label)}</td><td>${escapeHtml(value)}</td></tr>`,
  );
  return `<table class="bank">${rows.join('')}</table>`;
}
