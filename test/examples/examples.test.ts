import { describe, expect, it } from 'vitest';
import { checkFlow, edgesOf, formatFlow } from '../../engine/flow/index.ts';
import { checkMessage, createMessageRenderer, sampleVariables } from '../../engine/message/index.ts';
import { checkSegments, createCatalogue } from '../../engine/rules/index.ts';
import {
  defaultPolicies,
  type Flow,
  type MessageText,
  mergePolicies,
  type Policies,
} from '../../schemas/index.ts';
import { flowFiles, messages, scriptFiles, segments, workspace } from './read-examples.ts';

const { customFields = {}, languages } = workspace;
const catalogue = createCatalogue(customFields);
const policies = mergePolicies(defaultPolicies, workspace.policies as Partial<Policies>);

/** Ids that can be reached from some steps, these included. */
function reach(from: readonly string[], waysOf: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(from);
  for (const id of found) for (const next of waysOf(id)) found.add(next);
  return found;
}

function interruptTargets({ interrupts = {} }: Flow): readonly string[] {
  const { disputed, promised, tags = {}, insolvent } = interrupts;
  return [disputed, promised?.broken, insolvent, ...Object.values(tags)].flatMap((one) =>
    typeof one === 'object' ? [one.jump] : [],
  );
}

describe('the example workspace', () => {
  it('asks each of its flows, the one for everything else last', () => {
    expect([...workspace.flows].sort()).toEqual(flowFiles.map(({ flow }) => flow.id).sort());
    expect(workspace.flows.at(-1)).toBe('pme-standard');
  });

  it('has segments by facts of the customer', () => {
    expect(checkSegments(segments.segments, catalogue)).toEqual([]);
  });
});

describe.each(flowFiles)('$path', ({ path, text, flow }) => {
  const edges = flow.steps.map((step) => [step.id, edgesOf(step).map((edge) => edge.to)] as const);

  it('can be published without a warning', () => {
    const checked = checkFlow(text, {
      ...{ publish: true, messages, languages, catalogue, policies },
      checkMessage: (message) => checkMessage(message, customFields),
    });

    expect(checked.problems).toEqual([]);
  });

  it('is written in the canonical form, in the file of its name', () => {
    expect(formatFlow(flow)).toBe(text);
    expect(path).toBe(`flows/${flow.id}.flow.json`);
  });

  it('reaches every step, and from each of them an end', () => {
    const forward = new Map(edges);
    const ends = flow.steps.filter((step) => step.kind === 'end').map((step) => step.id);
    const backward = (id: string) =>
      edges.filter(([, targets]) => targets.includes(id)).map(([from]) => from);
    const ids = flow.steps.map((step) => step.id).sort();

    expect([...reach([flow.start, ...interruptTargets(flow)], (id) => forward.get(id) ?? [])].sort()).toEqual(
      ids,
    );
    expect([...reach(ends, backward)].sort()).toEqual(ids);
  });

  it('never chases small amounts, and never by itself where a person has the relation', () => {
    expect(flow.policies?.floor).toBe('50.00');
    expect(flow.interrupts?.tags).toMatchObject({
      ...{ litige: 'hold', negociation: 'hold', 'relation-personnelle': 'hold' },
    });
    expect(flow.steps.some((step) => step.kind === 'approve')).toBe(true);
  });

  it('has at least two rehearsals, of invoices in its currency unless they say so', () => {
    const own = scriptFiles.filter((file) => file.flow === flow.id);
    const currencies = own.flatMap(({ script }) =>
      script.invoices.map((one) => one.currency ?? flow.currency),
    );

    expect(own.length).toBeGreaterThanOrEqual(2);
    expect(new Set(currencies)).toEqual(new Set([flow.currency]));
  });
});

describe.each(scriptFiles)('$path', ({ flow, script }) => {
  it('names invoices and steps that exist', () => {
    const steps = flowFiles.find((file) => file.flow.id === flow)?.flow.steps.map((step) => step.id) ?? [];
    const numbers = script.invoices.map((invoice) => invoice.number);
    const stepsNamed = script.events.flatMap((event) => ('step' in event ? [event.step] : []));
    const invoicesNamed = script.events.flatMap(({ invoice }) => (invoice === undefined ? [] : [invoice]));

    expect(stepsNamed.filter((id) => !steps.includes(id))).toEqual([]);
    expect(invoicesNamed.filter((number) => !numbers.includes(number))).toEqual([]);
  });
});

describe('the example messages', () => {
  const renderer = createMessageRenderer(customFields);
  const [first] = sampleVariables.invoices;
  const several = { ...sampleVariables, invoices: [first, { ...first, number: 'F-2026-119' }] as const };
  const bare = {
    ...sampleVariables,
    company: { ...sampleVariables.company, phone: null, iban: null, bic: null },
    contact: { name: null, firstName: null },
    payment: { link: null },
    promise: { date: null, amount: null },
  };

  function render(text: MessageText, variables: typeof sampleVariables): string {
    const kind = text.channel === 'letter' ? 'registered-letter' : text.channel;
    const rendered = renderer.render(text, variables, { language: text.language, kind });
    if ('problem' in rendered) throw new Error(rendered.problem.message);
    return `${rendered.subject ?? ''}\n${rendered.text}`;
  }

  it('are written in every language, and used', () => {
    const used = new Set(
      flowFiles.flatMap(({ flow }) =>
        flow.steps.flatMap((step) =>
          'message' in step ? [step.message] : 'script' in step ? [step.script] : [],
        ),
      ),
    );
    const written = languages.map((language) => messages.filter((text) => text.language === language));

    expect(written.map((texts) => new Set(texts.map((text) => text.message)))).toEqual(
      languages.map(() => used),
    );
  });

  it.each(messages)('$path names the invoice and what is owed, whatever is known beside', (text) => {
    for (const variables of [sampleVariables, several, bare]) {
      const rendered = render(text, variables);
      expect(rendered).toContain('F-2026-118');
      expect(rendered).toMatch(/12[\s\u202f,]480[.,]50|24[\s\u202f,]961[.,]00/);
      expect(rendered).not.toMatch(/\{\{|\{%|null|undefined| ,|, [.,]|\(\)/);
    }
  });

  it.each(messages.filter((text) => text.message === 'mise-en-demeure'))('$path says what it is', (text) => {
    const rendered = render(text, sampleVariables);

    expect(rendered.toLowerCase()).toContain('mise en demeure');
    expect(rendered).toContain('FR76 3000 6000 0112 3456 7890 189');
    expect(rendered).toMatch(/huit jours|eight days/);
  });
});
