import { Flow, type Step } from '../../../schemas/index.ts';

/** Edits of a flow as two authors make them. */
export type Edit = (flow: Flow) => Flow;

/** Sets fields of a step; an undefined one is taken out. */
export function set(id: string, fields: Readonly<Record<string, unknown>>): Edit {
  return (flow) => withSteps(flow, (step) => (step.id === id ? [{ ...step, ...fields }] : [step]));
}

/** Puts a step behind another, on its `next`. */
export function insertAfter(before: string, id: string): Edit {
  return (flow) =>
    withSteps(flow, (step) => {
      if (step.id !== before || !('next' in step)) return [step];
      const added = { id, kind: 'notify', message: 'avis', next: step.next };
      return [{ ...step, next: id }, added];
    });
}

/** Takes a step out; who led to it leads to where it led. */
export function remove(id: string): Edit {
  return (flow) => {
    const gone = flow.steps.find((step) => step.id === id);
    const next = gone !== undefined && 'next' in gone ? gone.next : 'fin';
    const without = { ...flow, steps: flow.steps.filter((step) => step.id !== id) };
    const text = JSON.stringify(without).replaceAll(`"next":"${id}"`, `"next":"${next}"`);
    return Flow.parse({ ...JSON.parse(text), start: flow.start === id ? next : flow.start });
  };
}

export function head(fields: Readonly<Record<string, unknown>>): Edit {
  return (flow) => Flow.parse({ ...flow, ...fields });
}

function withSteps(flow: Flow, change: (step: Step) => readonly object[]): Flow {
  return Flow.parse(JSON.parse(JSON.stringify({ ...flow, steps: flow.steps.flatMap(change) })));
}

/** A flow in which all steps follow each other, waits and emails by turns. */
export function ladder(length: number): Flow {
  const steps = Array.from({ length }, (_, index) => {
    const [id, next] = [`s${index}`, index + 1 < length ? `s${index + 1}` : 'fin'];
    return index % 2 === 0
      ? { id, kind: 'wait', until: { from: 'due', days: index }, next }
      : { id, kind: 'email', to: ['billing'], message: id, tone: 'courtesy', next };
  });
  const end = { id: 'fin', kind: 'end' };
  return Flow.parse({ id: 'flux', name: 'Flux', currency: 'EUR', start: 's0', steps: [...steps, end] });
}
