import { expect, test } from 'vitest';
import { compileFlow } from '../../../engine/flow/index.ts';
import { defaultPolicies, Flow, type Step } from '../../../schemas/index.ts';

const release = `sha256:${'0'.repeat(64)}`;

function ladder(steps: readonly Step[], more: Partial<Flow> = {}): Flow {
  return Flow.parse({ id: 'echelle', name: 'Échelle', currency: 'EUR', start: steps[0]?.id, steps, ...more });
}

function email(id: string, tone: 'courtesy' | 'firm' | 'formal' | 'mise-en-demeure', next: string): Step {
  return { id, kind: 'email', to: ['billing'], message: id, tone, next };
}

const end: Step = { id: 'fin', kind: 'end' };

test('defaults of interrupts are filled in and an insolvent customer is handed over', () => {
  const flow = ladder([email('relance-1', 'courtesy', 'fin'), end]);

  const plan = compileFlow(flow, { release, policies: defaultPolicies });

  expect(plan).toEqual({
    release,
    flow: 'echelle',
    currency: 'EUR',
    start: 'relance-1',
    steps: {
      'relance-1': flow.steps[0],
      fin: end,
      'insolvent--handoff': {
        id: 'insolvent--handoff',
        kind: 'handoff',
        to: 'contentieux',
        next: 'insolvent--end',
      },
      'insolvent--end': { id: 'insolvent--end', kind: 'end', outcome: 'handed-over' },
    },
    policies: defaultPolicies,
    interrupts: {
      disputed: 'hold',
      promised: { grace: '2 business days', broken: 'continue' },
      tags: {},
      insolvent: { jump: 'insolvent--handoff' },
    },
    lastBeforeFormal: [],
  });
});

test('a flow that says what insolvency does gets no step added', () => {
  const flow = ladder([email('relance-1', 'courtesy', 'fin'), end], { interrupts: { insolvent: 'end' } });

  const plan = compileFlow(flow, { release, policies: defaultPolicies });

  expect(Object.keys(plan.steps)).toEqual(['relance-1', 'fin']);
  expect(plan.interrupts.insolvent).toBe('end');
});

test('policies of the flow are laid over those of the workspace, one by one', () => {
  const flow = ladder([email('relance-1', 'courtesy', 'fin'), end], { policies: { minimumGap: '1 day' } });

  const plan = compileFlow(flow, { release, policies: { ...defaultPolicies, floor: '50.00' } });

  expect(plan.policies).toEqual({ ...defaultPolicies, floor: '50.00', minimumGap: '1 day' });
});

test('the last contact before a formal notice is found through waits, branches and loops', () => {
  const flow = ladder([
    email('relance-1', 'courtesy', 'choix'),
    {
      id: 'choix',
      kind: 'branch',
      cases: [
        {
          name: 'gros',
          when: { fact: 'invoice.open', operator: 'greaterThan', value: '5000.00' },
          next: 'attente',
        },
      ],
      else: 'relance-2',
    },
    email('relance-2', 'firm', 'relance-3'),
    email('relance-3', 'firm', 'attente'),
    { id: 'attente', kind: 'wait', until: { from: 'step', days: 8 }, next: 'formelle' },
    email('formelle', 'formal', 'demeure'),
    email('demeure', 'mise-en-demeure', 'ecoute'),
    {
      id: 'ecoute',
      kind: 'listen',
      outcomes: [{ name: 'réponse', on: 'replied', next: 'attente' }],
      within: '8 days',
      timeout: 'fin',
    },
    end,
  ]);

  const plan = compileFlow(flow, { release, policies: defaultPolicies });

  expect(plan.lastBeforeFormal).toEqual(['relance-1', 'relance-3', 'formelle', 'demeure']);
});
