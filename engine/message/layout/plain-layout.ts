import type { Blocks } from './blocks.ts';

/** The text version of an email: the body, then the facts of the layout, line by line. */
export function layPlain(body: string, blocks: Blocks): string {
  const { words } = blocks;
  const invoices = blocks.invoices.map(
    ({ number, issued, due, open }) =>
      `${words.invoice} ${number} · ${words.issued} ${issued} · ${words.due} ${due} · ${open}`,
  );
  const total =
    blocks.total === null || invoices.length === 0 ? [] : [`${words.total}${words.colon} ${blocks.total}`];
  const credit = blocks.credit.map(([label, value]) => `${label}${words.colon} ${value}`);
  const parts = [
    body,
    [...invoices, ...total, ...credit].join('\n'),
    blocks.link === null ? '' : `${words.pay}${words.colon} ${blocks.link}`,
    blocks.bank.map(([label, value]) => `${label}${words.colon} ${value}`).join('\n'),
    [blocks.company, ...blocks.footer].join('\n'),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
