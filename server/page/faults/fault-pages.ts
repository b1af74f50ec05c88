import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Language } from '../../../engine/flow/index.ts';
import { assets } from '../assets.ts';
import { frame } from '../frame.ts';
import { command } from '../parts/section.ts';
import type { Both, PageEnv } from '../visit.ts';

const missing: Both<{ readonly title: string; readonly text: string; readonly home: string }> = {
  fr: {
    title: 'Cette page n’existe pas',
    text: 'L’adresse est fausse, ou ce qu’elle montrait n’est plus là. Rien n’est perdu.',
    home: 'Revenir à aujourd’hui',
  },
  en: {
    title: 'There is no such page',
    text: 'The address is wrong, or what it showed is gone. Nothing is lost.',
    home: 'Back to today',
  },
};

/** 404, in the frame of every other view. */
export function missingPage(c: Context<PageEnv>): Response | Promise<Response> {
  const visit = c.get('visit');
  const words = missing[visit.language];
  const main = html`<div class="fault"><p class="quiet">404</p><h1>${words.title}</h1><p>${words.text}</p><p><a class="button" href="/">${words.home}</a></p></div>`;
  return c.html(frame(visit, { title: words.title, place: null, main }), 404);
}

const broken: Both<{
  readonly title: string;
  readonly text: string;
  readonly todo: string;
  readonly retry: string;
}> = {
  fr: {
    title: 'Cette page n’a pas pu être préparée',
    text: 'Rien n’est perdu et les relances continuent\u00a0: seule la lecture a échoué.',
    todo: 'Pour savoir ce qui ne va pas\u00a0:',
    retry: 'Essayer encore',
  },
  en: {
    title: 'This page could not be made',
    text: 'Nothing is lost and reminders go on: only reading failed.',
    todo: 'To learn what is wrong:',
    retry: 'Try again',
  },
};

const storeGone: typeof broken = {
  fr: {
    title: 'La base ne répond pas',
    text: 'Rien ne part tant qu’elle est absente\u00a0: les relances sont retenues et reprennent d’elles-mêmes dès qu’elle répond. Rien n’est perdu.',
    todo: 'Pour savoir ce qui ne va pas\u00a0:',
    retry: 'Essayer encore',
  },
  en: {
    title: 'The database does not answer',
    text: 'Nothing leaves while it is away: reminders are held and go on by themselves as soon as it answers. Nothing is lost.',
    todo: 'To learn what is wrong:',
    retry: 'Try again',
  },
};

/** 500 where the page failed, 503 where the store is away; made without the store. */
export function brokenPage(
  c: Context,
  language: Language,
  failed: 'page' | 'store',
): Response | Promise<Response> {
  const words = (failed === 'page' ? broken : storeGone)[language];
  const status = failed === 'page' ? 500 : 503;
  return c.html(
    html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>${words.title} · Palier</title><link rel="icon" href="${assets.icon.path}" type="image/svg+xml"><link rel="stylesheet" href="${assets.style.path}"></head>
<body class="alone"><main id="main"><div class="fault"><p class="quiet">${status}</p><h1>${words.title}</h1><p>${words.text}</p><p>${words.todo} ${command('palier doctor')}</p><p><a class="button" href="">${words.retry}</a></p></div></main></body></html>`,
    status,
  );
}
