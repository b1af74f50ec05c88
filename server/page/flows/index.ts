import { Hono } from 'hono';
import { readHeads } from '../../../store/index.ts';
import { missingPage } from '../faults/fault-pages.ts';
import { frame } from '../frame.ts';
import type { PageEnv } from '../visit.ts';
import { flowView } from './flow.ts';
import { flowList } from './list.ts';
import { flowWords } from './words.ts';

/** Published flows, told in sentences. */
export const flowRoutes = new Hono<PageEnv>();

flowRoutes.get('/flows', async (c) => {
  const visit = c.get('visit');
  const { title } = flowWords[visit.language];
  return c.html(frame(visit, { title, place: 'flows', live: true, main: await flowList(visit) }));
});

flowRoutes.get('/flows/:id', async (c) => {
  const visit = c.get('visit');
  const release = (await readHeads(visit.house.store.db)).get(c.req.param('id'));
  if (release === undefined) return missingPage(c);
  const main = await flowView(visit, release);
  return c.html(frame(visit, { title: release.flow.name, place: 'flows', live: true, main }));
});
