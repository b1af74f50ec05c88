import { html } from 'hono/html';
import { deliveryTable } from '../outbox/delivery-table.ts';
import type { Html } from '../parts/html.ts';
import { section } from '../parts/section.ts';
import type { Visit } from '../visit.ts';
import type { Today } from './gather.ts';
import { todayWords } from './words.ts';

/** The latest deliveries, each of which can be opened as its receiver would see it. */
export function recent(visit: Visit, { recent: list }: Today): Html | null {
  if (list.length === 0) return null;
  const words = todayWords[visit.language];
  const all = html`<a href="/outbox">${words.recentAll}</a>`;
  return section('recent', words.recent, deliveryTable(visit, words.recent, list), all);
}
