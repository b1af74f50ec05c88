import { Hono } from 'hono';
import { missingPage } from '../faults/fault-pages.ts';
import { frame } from '../frame.ts';
import { short } from '../parts/html.ts';
import type { PageEnv } from '../visit.ts';
import { gatherStory } from './gather.ts';
import { invoiceList } from './list.ts';
import { storyView } from './story.ts';
import { invoiceWords } from './words.ts';

/** What is owed, and the run of each. */
export const invoiceRoutes = new Hono<PageEnv>();

invoiceRoutes.get('/invoices', async (c) => {
  const visit = c.get('visit');
  const { title } = invoiceWords[visit.language];
  return c.html(frame(visit, { title, place: 'invoices', main: await invoiceList(visit) }));
});

invoiceRoutes.get('/invoices/:id{[0-9]{1,15}}', async (c) => {
  const visit = c.get('visit');
  const story = await gatherStory(visit, c.req.param('id'));
  if (story === null) return missingPage(c);
  const title = `${short(story.line.number, 40)} · ${short(story.line.customerName, 60)}`;
  return c.html(frame(visit, { title, place: 'invoices', live: true, main: storyView(visit, story) }));
});
