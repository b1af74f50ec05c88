import { html } from 'hono/html';
import { assets } from './assets.ts';
import { frameWords } from './frame-words.ts';
import { moment } from './parts/figures.ts';
import { type Content, type Html, number, short } from './parts/html.ts';
import { type IconName, icon } from './parts/icon.ts';
import type { Visit } from './visit.ts';

type Place = 'today' | 'outbox' | 'invoices' | 'tasks' | 'flows';

export interface View {
  /** What the browser's tab says. */
  readonly title: string;
  readonly place: Place | null;
  readonly main: Content;
  /** Looks again every few seconds while somebody watches; for lists, not for what is being read. */
  readonly live?: boolean;
}

const places: readonly { readonly place: Place; readonly href: string; readonly icon: IconName }[] = [
  { place: 'today', href: '/', icon: 'today' },
  { place: 'outbox', href: '/outbox', icon: 'tray' },
  { place: 'invoices', href: '/invoices', icon: 'invoice' },
  { place: 'tasks', href: '/tasks', icon: 'task' },
  { place: 'flows', href: '/flows', icon: 'flow' },
];

/** A whole document around a view. */
export function frame(visit: Visit, view: View): Html {
  const { language } = visit;
  const words = frameWords[language];
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${short(view.title, 120)} · Palier</title>
<link rel="icon" href="${assets.icon.path}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style.path}">
<script src="${assets.script.path}" type="module"></script>
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
${side(visit, view.place)}
<main id="main" tabindex="-1"${view.live === true ? html` data-live` : null}>
${view.main}
</main>
</body>
</html>`;
}

function side(visit: Visit, current: Place | null): Html {
  const { language, house, openTasks, pulse } = visit;
  const words = frameWords[language];
  const counts: Partial<Record<Place, number>> = { tasks: openTasks, invoices: pulse.openInvoices };
  return html`<header class="side">
<a class="brand" href="/"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M1 13h4V9h4V5h4V1h2v14H1z"/></svg><span>Palier</span></a>
<p class="workspace" title="${short(house.workspace.name, 200)}">${short(house.workspace.name, 60)}</p>
<nav aria-label="${words.navigation}"><ul>${places.map(({ place, href, icon: name }) => {
    const count = counts[place];
    return html`<li><a href="${href}"${place === current ? html` aria-current="page"` : null}>${icon(name)}<span>${words[place]}</span>${count === undefined || count === 0 ? null : html`<span class="count">${number(language, count)}</span>`}</a></li>`;
  })}</ul></nav>
<div class="foot"><p class="clock quiet"><span class="aside">${words.trial}</span>${moment(visit, visit.now)}</p>${languageSwitch(visit)}</div>
</header>`;
}

/** Leads to the same view in the other language. */
function languageSwitch({ url, language }: Visit): Html {
  const other = language === 'fr' ? 'en' : 'fr';
  const query = new URLSearchParams(url.search);
  query.set('lang', other);
  return html`<a class="language" lang="${other}" hreflang="${other}" href="${url.pathname}?${query.toString()}">${frameWords[language].otherLanguage}</a>`;
}
