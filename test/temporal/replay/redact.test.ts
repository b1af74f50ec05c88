import { describe, expect, it } from 'vitest';
import type { RecordedRun } from '../../../workers/temporal/replay/index.ts';
import { letSlip } from '../../../workers/temporal/replay/index.ts';
import { redactEvents } from '../../../workers/temporal/replay/redact.ts';

const flow = {
  id: 'pme',
  steps: [{ id: 'relance-1', kind: 'email' }],
  interrupts: { tags: { litige: 'hold' } },
};
const signal = (...events: readonly unknown[]) => ({
  eventId: '9',
  eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED',
  workflowExecutionSignaledEventAttributes: {
    signalName: 'hear',
    input: { payloads: [{ json: events }] },
    identity: '4711@compta-01',
    header: { fields: { 'x-user': { json: 'nadia' } } },
  },
});
const redacted = (...events: readonly Readonly<Record<string, unknown>>[]) =>
  redactEvents(
    events.map((event) => ({ eventId: '1', ...event })),
    { run: '412-1', known: [flow] },
  );

describe('redaction', () => {
  it('keeps what the flow says and what the engine calls things, and replaces the rest by pseudonyms', () => {
    const [event] = redacted(
      signal(
        { type: 'happened', id: 'o77', at: 5, what: 'tagged', tag: 'litige', object: '31' },
        { type: 'happened', id: 'o78', at: 6, what: 'tagged', tag: 'Garage Ferrand', object: '31' },
        { type: 'happened', id: 'o77', at: 7, what: 'task-done', step: 'relance-1', outcome: 'approved' },
      ),
    );

    expect(event).toEqual({
      eventId: '9',
      eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED',
      workflowExecutionSignaledEventAttributes: {
        signalName: 'hear',
        input: {
          payloads: [
            {
              json: [
                { type: 'happened', id: 'x1', at: 5, what: 'tagged', tag: 'litige', object: '1' },
                { type: 'happened', id: 'x2', at: 6, what: 'tagged', tag: 'x3', object: '1' },
                {
                  type: 'happened',
                  id: 'x1',
                  at: 7,
                  what: 'task-done',
                  step: 'relance-1',
                  outcome: 'approved',
                },
              ],
            },
          ],
        },
      },
    });
  });

  it('keeps the course of a command in its id, not its run', () => {
    const [event] = redacted({ requested: { json: { id: '412-1/relance-1/2/17', run: '412-1' } } });

    expect(event).toMatchObject({ requested: { json: { id: '1-1/relance-1/2/17', run: '1-1' } } });
  });

  it('keeps the next action, made of words of the flow', () => {
    const [event] = redacted({ begun: { json: { next: 'email relance-1', stage: 'email Ferrand' } } });

    expect(event).toMatchObject({ begun: { json: { next: 'email relance-1', stage: 'x1' } } });
  });

  it('keeps what a problem is called, wherever a state says it', () => {
    const state = {
      holds: [{ cause: 'problem', object: 'no-address', until: null }],
      asides: { '412-1/relance-1/1/4': 'problem' },
      keeping: { '412-1/relance-1/1/5': '77' },
    };
    const perform = { task: 'problem', object: 'no-address' };

    const [event] = redacted({ requested: { json: { state, perform } } });

    expect(event).toMatchObject({
      requested: {
        json: {
          state: {
            holds: [{ cause: 'problem', object: 'no-address', until: null }],
            asides: { '1-1/relance-1/1/4': 'problem' },
            keeping: { '1-1/relance-1/1/5': '1' },
          },
          perform: { task: 'problem', object: 'no-address' },
        },
      },
    });
  });

  it('takes out what a fault says, where, and on whose machine', () => {
    const failure = {
      message: 'no mailbox nadia@garage-ferrand.test',
      source: 'TypeScriptSDK',
      stackTrace: 'at send (compta-01)',
      applicationFailureInfo: { type: 'activity-failed', nonRetryable: true },
    };

    const [event] = redacted({ activityTaskFailedEventAttributes: { failure, identity: '4711@compta-01' } });

    expect(JSON.stringify(event)).not.toMatch(/nadia|compta|4711/);
    expect(event).toMatchObject({
      activityTaskFailedEventAttributes: {
        failure: {
          message: 'redacted',
          applicationFailureInfo: { type: 'activity-failed', nonRetryable: true },
        },
      },
    });
  });

  it('takes out a signal of somebody else, its name and all that it brings', () => {
    const [event] = redacted({
      workflowExecutionSignaledEventAttributes: {
        signalName: 'nadia-calls',
        input: {
          payloads: [
            { json: { who: 'Nadia', to: ['Ferrand'] } },
            { metadata: { encoding: 'YmluYXJ5' }, data: 'TmFkaWE=' },
          ],
        },
      },
    });

    expect(JSON.stringify(event)).not.toMatch(/nadia|ferrand|TmFkaWE/i);
  });
});

describe('the check of what is handed out', () => {
  const run = (json: unknown): RecordedRun => ({
    flow: 'pme',
    name: 'a run',
    events: [{ eventId: '1', startToCloseTimeout: { seconds: '1200' }, input: { json } }],
    turns: null,
  });
  const secrets = { texts: ['Ferrand', 'litige', '12'], amounts: [120_050] };

  it.each([
    ['a name', { tag: 'chez ferrand, à Lyon' }],
    ['a name as a key', { keeping: { Ferrand: 1 } }],
    ['a sum', { owed: 120_050 }],
  ])('finds %s', (_what, json) => {
    expect(letSlip(run(json), secrets, [flow])).toHaveLength(1);
  });

  it.each([
    ['part of another word', { step: 'ferrandise' }],
    ['what the flow says itself', { tag: 'litige' }],
    ['a number that stands everywhere', { visit: 12 }],
  ])('lets %s pass', (_what, json) => {
    expect(letSlip(run(json), secrets, [flow])).toEqual([]);
  });
});
