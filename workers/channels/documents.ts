/**
 * Finds the document of an invoice: `<number>.pdf` in a folder, or behind a URL template such as
 * `https://erp.example/pdf/{number}`. A number is text from a file of someone else: it never leads
 * out of the folder, nor to another place of the server.
 */
import { realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { Problem } from '../../schemas/index.ts';
import type { Attachment } from './channel.ts';

export type FoundDocument =
  | { readonly found: true; readonly attachment: Attachment }
  | { readonly found: false; readonly problem: Problem };

export interface DocumentSource {
  /** The workspace's folder; a relative `documents` starts there. */
  readonly root: string;
  /** Folder or URL template with `{number}`; `invoices/` where absent. */
  readonly documents?: string;
  /** Fetches a URL; the global `fetch` where absent. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Most bytes of a document: mail servers refuse more. */
const maxSize = 20_000_000;
const fetchTimeout = 20_000;

export async function findInvoiceDocument(number: string, source: DocumentSource): Promise<FoundDocument> {
  const place = source.documents ?? 'invoices';
  return /^https?:\/\//i.test(place)
    ? download(number, place, source.fetch ?? fetch)
    : findFile(number, source.root, place);
}

/** The name of an invoice's file: separators and whatever else a file name must not hold become `-`. */
export function documentName(number: string): string {
  const name = number
    .replace(/[\p{C}/\\:*?"<>|]/gu, '-')
    .replace(/^\.+/, '-')
    .trim();
  return `${name === '' ? '-' : name.slice(0, 200)}.pdf`;
}

async function findFile(number: string, root: string, folder: string): Promise<FoundDocument> {
  const name = documentName(number);
  const base = resolve(root, folder);
  try {
    const path = await realpath(join(base, name));
    const inside = path.startsWith(`${await realpath(base)}${sep}`);
    const { size } = await stat(path);
    if (!inside) return missing(number, `${join(folder, name)} leads out of the folder`);
    if (size > maxSize) return missing(number, `${join(folder, name)} is larger than ${maxSize / 1e6} MB`);
    return { found: true, attachment: { name, path } };
  } catch {
    return missing(number, `put it at ${join(folder, name)}`);
  }
}

async function download(number: string, template: string, get: typeof fetch): Promise<FoundDocument> {
  const url = template.replaceAll('{number}', encodeURIComponent(number));
  try {
    const response = await get(url, { signal: AbortSignal.timeout(fetchTimeout) });
    if (!response.ok) return missing(number, `${url} answered ${response.status}`);
    const content = new Uint8Array(await response.arrayBuffer());
    if (content.length === 0 || content.length > maxSize)
      return missing(number, `${url} gave ${content.length} bytes`);
    return { found: true, attachment: { name: documentName(number), content } };
  } catch (error) {
    return missing(
      number,
      `${url} could not be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function missing(number: string, reason: string): FoundDocument {
  const message = `there is no document of invoice ${JSON.stringify(number)}; ${reason}`;
  return { found: false, problem: { code: 'document.missing', message } };
}
