import { html } from 'hono/html';
import type { Content, Html } from './html.ts';

/** A part of a page with its heading; `aside` stands at the heading's end. */
export function section(id: string, title: Content, body: Content, aside: Content = null): Html {
  return html`<section aria-labelledby="${id}"><header class="head"><h2 id="${id}">${title}</h2>${aside === null ? null : html`<p class="quiet">${aside}</p>`}</header>${body}</section>`;
}

/** What an empty list says: what is so, and what to do. */
export function empty(message: Content, todo: Content = null): Html {
  return html`<div class="empty"><p>${message}</p>${todo === null ? null : html`<p class="quiet">${todo}</p>`}</div>`;
}

/** Facts with their names. */
export function facts(
  list: readonly (readonly [string, Content])[],
  layout: 'flow' | 'column' | 'envelope' = 'flow',
): Html {
  const shown = list.filter(([, value]) => value !== null && value !== '');
  return html`<dl class="facts ${layout}">${shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** A command of the command line, to copy. */
export function command(text: string): Html {
  return html`<code class="command">${text}</code>`;
}
