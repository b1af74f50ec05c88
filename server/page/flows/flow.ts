import { html } from 'hono/html';
import { conditionWords, describeStep, edgesOf } from '../../../engine/flow/index.ts';
import type { Flow, Release, Step } from '../../../schemas/index.ts';
import { countRunsByStep, listReleases, type StepCount } from '../../../store/index.ts';
import { amounts, moment, sumsOf } from '../parts/figures.ts';
import { type Html, joined, number, short } from '../parts/html.ts';
import { iconOf, state, tone } from '../parts/marks.ts';
import { facts, section } from '../parts/section.ts';
import type { Visit } from '../visit.ts';
import { policies } from './policies.ts';
import { readable, sentence } from './readable.ts';
import { flowWords } from './words.ts';

/** A flow as sentences, with the runs that stand at each. */
export async function flowView(visit: Visit, release: Release): Promise<Html> {
  const { house, language } = visit;
  const words = flowWords[language];
  const { flow } = release;
  const counts = (await countRunsByStep(house.store.db)).filter((one) => one.flow === flow.id);
  const [published] = (await listReleases(house.store.db, flow.id)).filter(({ head }) => head);
  const total = counts.reduce((sum, { runs }) => sum + runs, 0);
  const entry =
    flow.entry === undefined
      ? words.entryAll
      : `${words.entry} ${readable(visit, conditionWords(flow.entry.when)[language])}.`;
  return html`<div class="top">
<p class="crumb"><a href="/flows">${words.title}</a></p>
<h1>${short(flow.name, 160)}</h1>
<p class="quiet">${short(entry, 600)}</p>
</div>
<div class="columns"><div class="list">
${section('steps', words.steps, html`<ol class="steps">${flow.steps.map((step) => oneStep(visit, flow, step, counts))}</ol>`, html`${number(language, total)} ${words.runs.toLowerCase()}<span class="dot"> · </span>${amounts(visit, sumsOf(counts))}`)}
</div><div class="rail">${section('policies', words.policies, policies(visit, release))}
${section(
  'release',
  words.release,
  facts(
    [
      [words.release, html`<code>${release.digest.replace('sha256:', '').slice(0, 12)}</code>`],
      [
        words.published,
        published === undefined
          ? null
          : html`${moment(visit, published.publishedAt)} ${short(published.by, 60)}`,
      ],
    ],
    'column',
  ),
)}
</div></div>`;
}

function oneStep(visit: Visit, flow: Flow, step: Step, counts: readonly StepCount[]): Html {
  const { language } = visit;
  const words = flowWords[language];
  const own = counts.filter((one) => one.step === step.id);
  const runs = own.reduce((sum, one) => sum + one.runs, 0);
  const held = own.reduce((sum, one) => sum + one.held, 0);
  const names = new Map(flow.steps.map(({ id, name }) => [id, name ?? id]));
  const ways = edgesOf(step).map(({ way, name, to }) => {
    const label = name ?? words.way[way];
    return html`<span class="way">${label === undefined ? null : html`<span class="quiet">${short(label, 60)}</span> `}→ <a href="#${to}">${short(names.get(to) ?? to, 60)}</a></span>`;
  });
  return html`<li id="${step.id}">${iconOf(step.kind)}<div><p><strong>${short(step.name ?? step.id, 100)}</strong>${'tone' in step ? tone(visit, step.tone) : null}</p><p>${sentence(readable(visit, short(describeStep(step, language), 400)))}</p>${ways.length === 0 ? null : html`<p class="ways">${joined(ways)}</p>`}</div>
<div class="here">${runs === 0 ? null : html`<span class="figure">${words.here(runs)}</span><span class="quiet">${amounts(visit, sumsOf(own))}</span>`}${held === 0 ? null : state('held', 'hold', `${held}`)}</div></li>`;
}
