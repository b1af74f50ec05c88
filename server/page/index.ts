/**
 * The plain page: what Palier does and why, rendered here and read without a script. It only shows; what
 * changes something is a command. The contract is `House`.
 */
import { Hono } from 'hono';
import { zoneOf } from '../../engine/calendar/index.ts';
import { createFormats } from '../../engine/message/index.ts';
import { countTasks, earliestWake, readPulse } from '../../store/index.ts';
import type { House } from '../house/house.ts';
import { assets } from './assets.ts';
import { brokenPage, missingPage } from './faults/fault-pages.ts';
import { flowRoutes } from './flows/index.ts';
import { health } from './health.ts';
import { invoiceRoutes } from './invoices/index.ts';
import { languageOf } from './language.ts';
import { outboxRoutes } from './outbox/index.ts';
import { secured } from './security.ts';
import { taskRoutes } from './tasks/index.ts';
import { todayRoutes } from './today/index.ts';
import type { PageEnv, Visit } from './visit.ts';
import { createWhen } from './when.ts';

const year = 31_536_000;

/** Makes the page of a house: mount it at `/`, after all other routes, because it answers every address. */
export function createPage(house: House): Hono {
  const zone = zoneOf(house.workspace.entities[0]?.zone ?? 'Europe/Paris');
  const formats = { fr: createFormats('fr'), en: createFormats('en') };
  const whens = { fr: createWhen('fr', zone), en: createWhen('en', zone) };
  const fallback = house.workspace.languages[0] ?? 'en';
  const app = new Hono<PageEnv>();

  app.use(secured);
  for (const { path, type, text } of Object.values(assets)) {
    app.get(path, (c) =>
      c.body(text, 200, { 'Content-Type': type, 'Cache-Control': `public, max-age=${year}, immutable` }),
    );
  }
  app.get('/health', (c) => health(c, house));
  app.use(async (c, next) => {
    const language = languageOf(c, fallback);
    const now = house.clock.now();
    const tasks = await countTasks(house.store.db, now);
    const visit: Visit = {
      house,
      language,
      formats: formats[language],
      when: whens[language](now),
      now,
      url: new URL(c.req.url),
      pulse: await readPulse(house.store.db, now),
      openTasks: tasks.reduce((sum, { open }) => sum + open, 0),
    };
    c.set('visit', visit);
    await next();
  });
  app.route('/', todayRoutes);
  app.route('/', outboxRoutes);
  app.route('/', invoiceRoutes);
  app.route('/', taskRoutes);
  app.route('/', flowRoutes);
  app.get('*', (c) => missingPage(c));
  app.onError(async (error, c) => {
    const answers = await earliestWake(house.store.db).then(
      () => true,
      () => false,
    );
    if (answers) house.carrier.report({ code: 'page-failed', message: error.message });
    return brokenPage(c, languageOf(c, fallback), answers ? 'page' : 'store');
  });
  return new Hono().route('/', app);
}
