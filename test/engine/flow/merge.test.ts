import { describe, expect, test } from 'vitest';
import { formatFlow, mergeFlows } from '../../../engine/flow/index.ts';
import { Flow } from '../../../schemas/index.ts';
import { sound } from '../../broken/sound.ts';
import { type Edit, head, insertAfter, ladder, remove, set } from './edits.ts';

const base = Flow.parse(JSON.parse(sound));

function merged(ours: Edit, theirs: Edit, from = base) {
  return mergeFlows(from, ours(from), theirs(from));
}

const said = (ours: Edit, theirs: Edit, from = base) =>
  merged(ours, theirs, from).conflicts.map(({ words }) => words.en);

describe('both are kept', () => {
  test('where they change different steps', () => {
    const { ours, conflicts } = merged(
      set('relance-1', { tone: 'firm' }),
      set('relance-2', { message: 'ferme' }),
    );

    expect(conflicts).toEqual([]);
    const expected = set('relance-2', { message: 'ferme' })(set('relance-1', { tone: 'firm' })(base));
    expect(formatFlow(ours)).toBe(formatFlow(expected));
  });

  test('where they change different fields of one step, different policies, different tags', () => {
    const { ours, conflicts } = merged(
      (flow) =>
        head({ policies: { ...flow.policies, floor: '20.00' } })(set('relance-1', { tone: 'firm' })(flow)),
      (flow) =>
        head({
          policies: { ...flow.policies, window: 'always' },
          interrupts: { ...flow.interrupts, tags: { ...flow.interrupts?.tags, vip: 'hold' } },
        })(set('relance-1', { message: 'autre' })(flow)),
    );

    expect(conflicts).toEqual([]);
    expect(ours.policies).toMatchObject({ floor: '20.00', window: 'always' });
    expect(ours.interrupts?.tags).toMatchObject({ vip: 'hold', negociation: 'hold' });
    expect(ours.steps[1]).toMatchObject({ tone: 'firm', message: 'autre' });
  });

  test('where they change different cases of one branch', () => {
    const outcome = (name: string, next: string) => (flow: Flow) => {
      const step = flow.steps.find(({ id }) => id === 'ecoute');
      if (step?.kind !== 'listen') throw new Error('no listen');
      const outcomes = step.outcomes.map((one) => (one.name === name ? { ...one, next } : one));
      return set('ecoute', { outcomes })(flow);
    };

    const { ours, conflicts } = merged(outcome('promesse', 'montant'), outcome('appel fait', 'delai'));

    expect(conflicts).toEqual([]);
    expect(ours.steps[2]).toMatchObject({ outcomes: [{ next: 'montant' }, { next: 'delai' }] });
  });

  test('where they put steps at different places, each behind the one that it follows', () => {
    const from = ladder(6);

    const { ours, conflicts } = merged(insertAfter('s1', 'un'), insertAfter('s3', 'deux'), from);

    expect(conflicts).toEqual([]);
    expect(ours.steps.map(({ id }) => id)).toEqual(['s0', 's1', 'un', 's2', 's3', 'deux', 's4', 's5', 'fin']);
  });
});

describe('a conflict', () => {
  test.each<[string, Edit, Edit, string]>([
    [
      'one field changed twice',
      set('relance-1', { tone: 'firm' }),
      set('relance-1', { tone: 'formal' }),
      '“relance-1”: both change the tone, from courteous to firm and to formal',
    ],
    [
      'halves of one moment',
      set('j7', { until: { from: 'due', days: 9, count: 'business', at: '10:00' } }),
      set('j7', { until: { from: 'due', days: 7, count: 'business', at: '11:00' } }),
      '“j7”: both change the moment',
    ],
    [
      'a policy changed twice',
      (flow) => head({ policies: { ...flow.policies, floor: '20.00' } })(flow),
      (flow) => head({ policies: { ...flow.policies, floor: '30.00' } })(flow),
      'both change the floor, from 10.00 to 20.00 and to 30.00',
    ],
    [
      'a step removed and changed',
      remove('relance-1'),
      set('relance-1', { note: 'à revoir' }),
      '“relance-1”: removed on one side, changed on the other',
    ],
    [
      'a kind changed beside another change',
      set('relance-1', { kind: 'sms' }),
      set('relance-1', { tone: 'firm' }),
      '“relance-1”: its kind changes on one side, something else on the other (SMS)',
    ],
  ])('%s', (_name, ours, theirs, words) => {
    expect(said(ours, theirs)).toContain(words);
    expect(said(theirs, ours)).toHaveLength(said(ours, theirs).length);
  });

  test('two steps at the same place: neither is dropped silently', () => {
    const { conflicts } = merged(insertAfter('s1', 'un'), insertAfter('s1', 'deux'), ladder(4));

    expect(conflicts).toMatchObject([{ kind: 'both-changed', step: 's1', field: 'next' }]);
  });

  test('two sound versions that are not sound together', () => {
    const theirs = set('s4', { until: { from: 'delivery', step: 's1', days: 3 } });

    const { conflicts } = merged(remove('s1'), theirs, ladder(6));

    expect(conflicts).toMatchObject([{ kind: 'check', step: 's4' }]);
    expect(conflicts[0]?.words.fr).toContain('les deux versions vont bien, pas leur réunion');
  });

  test('of a step removed on one side and led to on the other keeps both sides of both steps', () => {
    const cases = [{ name: 'gros', when: { fact: 'invoice.open', operator: 'greaterThan', value: '10.00' } }];
    const from = Flow.parse({
      ...{ id: 'flux', name: 'Flux', currency: 'EUR', start: 'choix' },
      steps: [
        { id: 'choix', kind: 'branch', cases: [{ ...cases[0], next: 'avis' }], else: 'appel' },
        { id: 'appel', kind: 'call', to: ['billing'], script: 'appel', within: '2 days', next: 'avis' },
        { id: 'avis', kind: 'notify', message: 'avis', next: 'fin' },
        { id: 'fin', kind: 'end' },
      ],
    });
    const other = { ...cases[0], name: 'petit', next: 'appel' };
    const ours = (flow: Flow) => remove('appel')(set('choix', { else: 'avis' })(flow));
    const theirs = set('choix', { cases: [{ ...cases[0], next: 'avis' }, other] });

    const found = merged(ours, theirs, from);

    expect(found.conflicts).toMatchObject([{ kind: 'check', step: 'choix' }]);
    expect(found.conflicts[0]?.words.fr).toBe(
      'les deux versions vont bien, pas leur réunion\u00a0: «\u00a0choix\u00a0» «\u00a0appel\u00a0» (unknown-next)',
    );
    expect(formatFlow(found.ours)).toBe(formatFlow(ours(from)));
    expect(formatFlow(found.theirs)).toBe(formatFlow(theirs(from)));
  });

  test('two files made anew under one name', () => {
    const { conflicts } = mergeFlows(null, ladder(2), set('s1', { tone: 'firm' })(ladder(2)));

    expect(conflicts).toMatchObject([{ kind: 'both-added', step: 's1' }]);
  });
});
