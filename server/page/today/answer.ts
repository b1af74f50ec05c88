import { html } from 'hono/html';
import { moment } from '../parts/figures.ts';
import { type Html, joined } from '../parts/html.ts';
import type { Visit } from '../visit.ts';
import type { Today } from './gather.ts';
import { todayWords } from './words.ts';

/** The sentence that answers; each of its figures leads to the list that proves it. */
export function answer(visit: Visit, today: Today): Html {
  const words = todayWords[visit.language];
  const { counts, comingToday, approvals } = today;
  const { held } = visit.pulse;
  const count = (status: Parameters<typeof counts.get>[0]) => counts.get(status) ?? 0;
  const sent = count('sent') + count('sending');
  const parts = [
    [sent, words.sent, '/outbox?status=sent'],
    [count('captured'), words.captured, '/outbox?status=captured'],
    [count('uncertain'), words.uncertain, '/outbox?status=uncertain'],
    [count('failed'), words.failed, '/outbox?status=failed'],
    [comingToday, words.coming, '#next'],
    [approvals, words.approvals, '/tasks?kind=approve'],
    [held, words.held, '#held'],
  ] as const;
  const told = parts.filter(([size]) => size > 0);
  const links = told.map(([size, word, href]) => html`<a href="${href}">${word(size)}</a>`);
  if (sent + count('captured') + comingToday > 0) {
    const ending = visit.language === 'fr' ? ' aujourd’hui' : ' today';
    const first = html`${links[0]}${ending}`;
    return html`<h1 class="answer">${joined([first, ...links.slice(1)], ', ')}.</h1>`;
  }
  const next = today.coming[0]?.next.at;
  if (next === undefined && links.length === 0) return html`<h1 class="answer">${words.nothingAtAll}</h1>`;
  const coming = next === undefined ? null : html`${words.nextAt} ${moment(visit, next)}`;
  const rest = [...(coming === null ? [] : [coming]), ...links];
  return html`<h1 class="answer">${joined([words.nothing, ...rest], ', ')}.</h1>`;
}

/** What a person should know before reading on: above all that nothing is sent. */
export async function notices({ house, language }: Visit): Promise<Html | null> {
  const words = todayWords[language];
  const captures = house.carrier.email === null;
  // Louder than the house says it itself.
  const told = (await house.notices()).filter(({ kind }) => !captures || kind !== 'captures');
  if (!captures && told.length === 0) return null;
  return html`<aside class="notice" aria-label="${words.notices}">
${captures ? html`<p><strong>${words.stays}</strong> ${words.staysHow}</p>` : null}
${told.map((notice) => html`<p>${notice.words[language]}</p>`)}
</aside>`;
}
