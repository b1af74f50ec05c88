/** Small line drawings beside a word; they say nothing of their own to a screen reader. */
import { html, raw } from 'hono/html';
import type { Html } from './html.ts';

const drawings = {
  email: '<rect x="2" y="3.5" width="12" height="9" rx="1.5"/><path d="m2.5 5 5.5 4 5.5-4"/>',
  sms: '<path d="M3.5 3h9A1.5 1.5 0 0 1 14 4.5v5a1.5 1.5 0 0 1-1.5 1.5H8l-3 2.5V11H3.5A1.5 1.5 0 0 1 2 9.5v-5A1.5 1.5 0 0 1 3.5 3Z"/>',
  call: '<path d="M4 2.5h1.8l1.2 3-1.5 1.1a7.5 7.5 0 0 0 3.9 3.9L10.5 9l3 1.2V12a1.5 1.5 0 0 1-1.6 1.5A10 10 0 0 1 2.5 4.1 1.5 1.5 0 0 1 4 2.5Z"/>',
  letter: '<path d="M3.5 2.5h6l3 3v8h-9Z"/><path d="M9.5 2.5v3h3M5.5 8.5h5M5.5 11h3.5"/>',
  seal: '<path d="M3.5 2.5h6l3 3v3"/><path d="M3.5 2.5v11H7M9.5 2.5v3h3"/><circle cx="11" cy="11.5" r="2"/>',
  link: '<path d="M6.5 9.5 9.5 6.5M7 5l1.5-1.5a2.5 2.5 0 0 1 3.9 3.5L11 8.5M9 11l-1.5 1.5A2.5 2.5 0 0 1 3.6 9L5 7.5"/>',
  bell: '<path d="M4 11V7a4 4 0 0 1 8 0v4l1 1H3ZM6.8 13.5a1.3 1.3 0 0 0 2.4 0"/>',
  question: '<circle cx="8" cy="8" r="5.5"/><path d="M6.5 6.3A1.6 1.6 0 1 1 8.4 8c-.3.1-.4.4-.4.8M8 11v.1"/>',
  hand: '<path d="M2.5 8h10M9 4.5 12.5 8 9 11.5"/>',
  hold: '<circle cx="8" cy="8" r="5.5"/><path d="M6.5 6v4M9.5 6v4"/>',
  check: '<path d="m3.5 8.5 3 3 6-7"/>',
  clock: '<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3l2 1.5"/>',
  alert: '<path d="M8 2.8 14 13H2ZM8 6.5v3M8 11.2v.1"/>',
  tray: '<path d="M2.5 9.5h3l1 1.5h3l1-1.5h3M2.5 9.5 4.5 4h7l2 5.5v3h-11Z"/>',
  today:
    '<rect x="2.5" y="3.5" width="11" height="10" rx="1.5"/><path d="M2.5 6.5h11M5.5 2v2.5M10.5 2v2.5"/>',
  invoice: '<path d="M4 2.5h8v11l-2-1.2-2 1.2-2-1.2-2 1.2ZM6 5.5h4M6 8h4"/>',
  task: '<rect x="2.5" y="2.5" width="11" height="11" rx="2"/><path d="m5.5 8.2 1.8 1.8 3.2-3.8"/>',
  flow: '<circle cx="8" cy="3.5" r="1.5"/><circle cx="4" cy="12.5" r="1.5"/><circle cx="12" cy="12.5" r="1.5"/><path d="M8 5v3M4 11V9.5A1.5 1.5 0 0 1 5.5 8h5A1.5 1.5 0 0 1 12 9.5V11"/>',
  stop: '<rect x="4" y="4" width="8" height="8" rx="1"/>',
  branch: '<path d="M8 2.5v3L4 9v4.5M8 5.5 12 9v4.5"/>',
  tag: '<path d="M2.5 8.5v-6h6l5 5-6 6ZM5.5 5.5v.1"/>',
  download: '<path d="M8 2.5v7M5 7l3 3 3-3M3 13h10"/>',
  attachment: '<path d="m11.5 7-4 4a2 2 0 0 1-3-3l5-5a1.4 1.4 0 0 1 2 2l-5 5"/>',
} as const;

export type IconName = keyof typeof drawings;

export function icon(name: IconName): Html {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${raw(drawings[name])}</svg>`;
}
