import { Hono } from 'hono';
import { readDelivery } from '../../../store/index.ts';
import { composeEml } from '../../../workers/channels/index.ts';
import { missingPage } from '../faults/fault-pages.ts';
import { frame } from '../frame.ts';
import { messagePolicy } from '../security.ts';
import type { PageEnv } from '../visit.ts';
import { outboxList } from './list.ts';
import { headline, messageView } from './message.ts';
import { outgoingEmail } from './outgoing.ts';
import { outboxWords } from './words.ts';

/** What leaves the house, or would. */
export const outboxRoutes = new Hono<PageEnv>();

outboxRoutes.get('/outbox', async (c) => {
  const visit = c.get('visit');
  const { title } = outboxWords[visit.language];
  return c.html(frame(visit, { title, place: 'outbox', live: true, main: await outboxList(visit) }));
});

outboxRoutes.get('/outbox/:file{[0-9]+\\.eml}', async (c) => {
  const { house } = c.get('visit');
  const id = c.req.param('file').replace('.eml', '');
  const delivery = await readDelivery(house.store.db, id);
  const email = delivery === null ? null : await outgoingEmail(house, delivery);
  if (email === null) return missingPage(c);
  return c.body(new Uint8Array(await composeEml(email)), 200, {
    'Content-Type': 'message/rfc822',
    'Content-Disposition': `attachment; filename="palier-${id}.eml"`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });
});

outboxRoutes.get('/outbox/:id{[0-9]+}/html', async (c) => {
  const delivery = await readDelivery(c.get('visit').house.store.db, c.req.param('id'));
  if (delivery?.rendered?.html == null) return missingPage(c);
  return c.html(delivery.rendered.html, 200, { 'Content-Security-Policy': messagePolicy });
});

outboxRoutes.get('/outbox/:id{[0-9]+}', async (c) => {
  const visit = c.get('visit');
  const delivery = await readDelivery(visit.house.store.db, c.req.param('id'));
  if (delivery === null) return missingPage(c);
  const title = headline(delivery);
  return c.html(frame(visit, { title, place: 'outbox', main: await messageView(visit, delivery) }));
});
