/**
 * The HTML of an email: one column of at most 600 px, styles inline because mail programs drop style
 * sheets, and a small sheet for those that read it: dark colours and narrow screens.
 */
import { escapeHtml } from '../markdown.ts';
import type { Blocks } from './blocks.ts';

const font = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const ink = 'color:#1f2933';
const muted = 'color:#5a6673';
const line = 'border-bottom:1px solid #e3e7ec';

/** How the tags of the body are dressed. */
export const emailStyle: Readonly<Record<string, string>> = {
  p: 'margin:0 0 16px',
  ul: 'margin:0 0 16px;padding-left:22px',
  ol: 'margin:0 0 16px;padding-left:22px',
  li: 'margin:0 0 6px',
  h1: 'margin:0 0 16px;font-size:20px;line-height:1.35;font-weight:600',
  h2: 'margin:24px 0 12px;font-size:17px;line-height:1.35;font-weight:600',
  h3: 'margin:20px 0 8px;font-size:15px;line-height:1.35;font-weight:600',
  a: 'color:#1f5fa8;text-decoration:underline',
  blockquote: 'margin:0 0 16px;padding-left:14px;border-left:3px solid #d3d9e0',
  hr: 'border:0;border-top:1px solid #e3e7ec;margin:24px 0',
  table: 'border-collapse:collapse;width:100%;margin:0 0 16px',
  th: 'text-align:left;padding:6px 12px 6px 0;font-weight:600',
  td: 'padding:6px 12px 6px 0;vertical-align:top',
};

const sheet = `
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (max-width:480px){.pad{padding-left:20px!important;padding-right:20px!important}.wide{display:none!important}.button{display:block!important;text-align:center!important}}
@media (prefers-color-scheme:dark){
.page{background:#12161b!important}
.card{background:#1b2128!important;border-color:#2b333c!important}
.ink,.ink p,.ink li,.ink h1,.ink h2,.ink h3{color:#e7ebef!important}
.muted{color:#9aa6b2!important}
.rule{border-color:#2f3842!important}
.link{color:#8ab8f0!important}
.button{background:#8ab8f0!important;color:#0f1a26!important}
}`.trim();

/** A whole HTML document. `body` is HTML already; everything else is escaped here. */
export function layEmail(body: string, blocks: Blocks, subject: string, language: string): string {
  const rows = [
    row(header(blocks), 'padding:28px 36px 0'),
    row(`<div class="ink" style="${ink}">${body}</div>`, 'padding:22px 36px 4px'),
    row(summary(blocks), 'padding:4px 36px 8px'),
    row(payment(blocks), 'padding:12px 36px 12px'),
    row(footer(blocks), 'padding:20px 36px 28px'),
  ];
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${sheet}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f5f7">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(blocks.preview)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f5f7"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card rule" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border:1px solid #e3e7ec;border-radius:10px;font-family:${font};font-size:15px;line-height:1.6;${ink};text-align:left">
${rows.filter((part) => part !== '').join('\n')}
</table>
</td></tr></table>
</body>
</html>
`;
}

function row(content: string, style: string): string {
  return content === '' ? '' : `<tr><td class="pad" style="${style}">${content}</td></tr>`;
}

function header(blocks: Blocks): string {
  return `<div class="ink rule" style="${ink};${line};padding-bottom:16px;font-size:16px;font-weight:600;letter-spacing:.01em">${escapeHtml(blocks.company)}</div>`;
}

function summary(blocks: Blocks): string {
  const { words, invoices, total, credit } = blocks;
  if (invoices.length === 0 && credit.length === 0) return '';
  const cell = `padding:9px 12px 9px 0;${line};font-variant-numeric:tabular-nums;white-space:nowrap`;
  const last = `padding:9px 0;${line};font-variant-numeric:tabular-nums;white-space:nowrap;text-align:right;font-weight:600`;
  const head = (text: string, extra = '', name = '') =>
    `<th class="muted rule ${name}" scope="col" style="${muted};${line};padding:0 12px 7px 0;font-size:12px;font-weight:500;text-align:left;${extra}">${escapeHtml(text)}</th>`;
  const lines = invoices.map(
    (invoice) =>
      `<tr><td class="ink rule" style="${ink};${cell};white-space:normal">${escapeHtml(invoice.number)}</td><td class="ink rule wide" style="${ink};${cell}">${escapeHtml(invoice.issued)}</td><td class="ink rule" style="${ink};${cell}">${escapeHtml(invoice.due)}</td><td class="ink rule" style="${ink};${last}">${escapeHtml(invoice.open)}</td></tr>`,
  );
  const sum = (total === null ? credit : [[words.total, total] as const, ...credit])
    .map(([label, value]) => sumRow(label, value))
    .join('\n');
  return `<table width="100%" cellpadding="0" cellspacing="0" style="border-collapse:collapse;font-size:14px">
<tr>${head(words.invoice)}${head(words.issued, '', 'wide')}${head(words.due)}${head(words.open, 'padding-right:0;text-align:right')}</tr>
${lines.join('\n')}${sum}
</table>`;
}

function sumRow(label: string, value: string): string {
  return `<tr><td class="ink" style="${ink};padding:10px 12px 0 0;font-weight:600">${escapeHtml(label)}</td><td class="wide"></td><td></td><td class="ink" style="${ink};padding:10px 0 0;text-align:right;font-size:17px;font-weight:600;white-space:nowrap;font-variant-numeric:tabular-nums">${escapeHtml(value)}</td></tr>`;
}

function payment(blocks: Blocks): string {
  const { link, bank, words } = blocks;
  const button =
    link === null
      ? ''
      : `<a class="button" href="${escapeHtml(link)}" style="display:inline-block;margin:8px 0 14px;padding:11px 22px;border-radius:7px;background:#1f5fa8;color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(words.pay)}</a>`;
  if (bank.length === 0) return button;
  const lines = bank.map(
    ([label, value]) =>
      `<tr><td class="muted" style="${muted};padding:3px 16px 3px 0;white-space:nowrap;vertical-align:top">${escapeHtml(label)}</td><td class="ink" style="${ink};padding:3px 0;font-variant-numeric:tabular-nums">${escapeHtml(value)}</td></tr>`,
  );
  return `${button}<div class="muted" style="${muted};padding:6px 0 4px;font-size:12px;font-weight:500">${escapeHtml(words.transfer)}</div>
<table cellpadding="0" cellspacing="0" style="border-collapse:collapse;font-size:14px">${lines.join('')}</table>`;
}

function footer(blocks: Blocks): string {
  const lines = [
    `<strong style="font-weight:600">${escapeHtml(blocks.company)}</strong>`,
    ...blocks.footer.map(escapeHtml),
  ];
  return `<div class="muted rule" style="${muted};border-top:1px solid #e3e7ec;padding-top:16px;font-size:12px;line-height:1.6">${lines.join('<br>')}</div>`;
}
