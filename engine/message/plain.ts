/** The readable text of a Markdown body: no markup, links as `text (address)`, lists with dashes. */
import type { Token } from 'markdown-it';
import type { Marks } from './marks.ts';

interface List {
  /** Null for a list of points. */
  next: number | null;
}

/** Writes tokens as plain text with the values in it; blocks are parted by an empty line. */
export function toPlain(tokens: readonly Token[], marks: Marks): string {
  const blocks: string[] = [];
  const lists: List[] = [];
  let bullet = '';
  let row: string[] = [];
  let tight = false;

  const write = (text: string): void => {
    const indent = '  '.repeat(Math.max(0, lists.length - 1));
    const hanging = lists.length === 0 ? '' : `${indent}  `;
    const first = lists.length === 0 ? '' : bullet === '' ? hanging : `${indent}${bullet} `;
    const block = first + text.replaceAll('\n', `\n${hanging}`);
    bullet = '';
    const last = blocks.at(-1);
    if (tight && last !== undefined) blocks[blocks.length - 1] = `${last}\n${block}`;
    else blocks.push(block);
    tight = lists.length > 0;
  };

  for (const token of tokens) {
    switch (token.type) {
      case 'bullet_list_open':
      case 'ordered_list_open':
        if (lists.length === 0) tight = false;
        lists.push({ next: token.type === 'ordered_list_open' ? Number(token.attrGet('start') ?? 1) : null });
        break;
      case 'bullet_list_close':
      case 'ordered_list_close':
        lists.pop();
        tight = lists.length > 0;
        break;
      case 'list_item_open': {
        const list = lists.at(-1);
        bullet = list === undefined || list.next === null ? '-' : `${list.next++}.`;
        break;
      }
      case 'hr':
        write('----');
        break;
      case 'tr_close':
        write(row.join(' | '));
        tight = true;
        row = [];
        break;
      case 'table_open':
      case 'table_close':
        tight = false;
        break;
      case 'inline': {
        const text = inlineText(token.children ?? [], marks);
        if (token.block && isCell(tokens, token)) row.push(text);
        else write(text);
        break;
      }
    }
  }
  return blocks.join('\n\n');
}

function isCell(tokens: readonly Token[], token: Token): boolean {
  const before = tokens[tokens.indexOf(token) - 1];
  return before?.type === 'td_open' || before?.type === 'th_open';
}

function inlineText(children: readonly Token[], marks: Marks): string {
  const links: { readonly address: string; readonly start: number }[] = [];
  let text = '';
  for (const child of children) {
    if (child.type === 'softbreak' || child.type === 'hardbreak') text += '\n';
    else if (child.type === 'link_open')
      links.push({ address: String(child.attrGet('href') ?? ''), start: text.length });
    else if (child.type === 'link_close') {
      const link = links.pop();
      if (link !== undefined) text += addressAfter(text.slice(link.start), link.address);
    } else text += marks.fill(child.content);
  }
  return text;
}

function addressAfter(label: string, address: string): string {
  const bare = address.replace(/^(mailto|tel):/i, '');
  return address === '' || label === address || label === bare ? '' : ` (${bare})`;
}
