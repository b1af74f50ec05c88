/** What the page is served with: three texts of our own, named by their content. */
import { createHash } from 'node:crypto';
import { script } from './script.ts';
import { style } from './style/index.ts';

export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

const drawing =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3.5" fill="#3d5bd9"/><path d="M3 12.5h3v-3h3v-3h3v-3h1.5v9.5H3z" fill="#fff"/></svg>';

function asset(name: string, type: string, text: string): Asset {
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { path: `/page/${digest}/${name}`, type, text };
}

export const assets = {
  style: asset('page.css', 'text/css; charset=utf-8', style),
  script: asset('page.js', 'text/javascript; charset=utf-8', script),
  icon: asset('icon.svg', 'image/svg+xml', drawing),
} as const;
