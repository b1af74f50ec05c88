import { Hono } from 'hono';
import { html } from 'hono/html';
import { frame } from '../frame.ts';
import type { PageEnv } from '../visit.ts';
import { answer, notices } from './answer.ts';
import { begin } from './begin.ts';
import { coming } from './coming.ts';
import { gatherToday } from './gather.ts';
import { held } from './held.ts';
import { recent } from './recent.ts';
import { data, flows, tasks } from './side.ts';
import { todayWords } from './words.ts';

/** The first view: what happened today, what comes, what stands still. */
export const todayRoutes = new Hono<PageEnv>();

todayRoutes.get('/', async (c) => {
  const visit = c.get('visit');
  const words = todayWords[visit.language];
  const today = await gatherToday(visit);
  const isNew = today.freshness.refreshedAt === null && visit.pulse.openInvoices === 0;
  const lists = html`<div class="columns"><div class="list">${recent(visit, today)}${coming(visit, today)}${held(visit, today)}</div><div class="rail">${data(visit, today)}${tasks(visit, today)}${flows(visit, today)}</div></div>`;
  const main = html`<div class="top">${answer(visit, today)}${await notices(visit)}</div>
${isNew ? begin(visit) : lists}`;
  return c.html(frame(visit, { title: words.title, place: 'today', live: true, main }));
});
