import { describe, expect, it } from 'vitest';
import { noticesOf } from '../../../server/house/notices.ts';
import { wallClock } from '../../../workers/clock.ts';

const quiet = {
  settings: { smtp: { host: 'mail.example', port: 25, secure: false } },
  workspace: {},
  faults: { list: () => [] },
  ...{ isTrial: false, clock: wallClock, only: null, backlog: null },
  data: { refreshedAt: wallClock.now(), entity: null, days: 0, silent: [], waiting: 0 },
};
const backlog = { toBegin: 0, begun: 12_000, events: 0, oldestEvent: null };

describe('what a person should know of runs on Temporal', () => {
  it('is nothing once all are begun', () => {
    expect(noticesOf({ ...quiet, backlog })).toEqual([]);
  });

  it('is how far their beginning has come', () => {
    const [notice] = noticesOf({ ...quiet, backlog: { ...backlog, begun: 1_200, toBegin: 8_800 } });

    expect(notice?.kind).toBe('progress');
    expect(notice?.words.en).toContain('1,200 invoices of 10,000');
  });
});

describe('what a person should know of old data', () => {
  it('is how old they are, for which flows that is too old, and how many messages wait', () => {
    const data = { refreshedAt: 0, entity: null, days: 9, silent: ['pme-standard'], waiting: 300 };

    const [notice] = noticesOf({ ...quiet, data });

    expect(notice).toEqual({
      kind: 'stale',
      words: {
        fr: 'Les données ont 9 jours : rien ne part avant un import (pme-standard), 300 messages attendent ; palier import FICHIER.',
        en: 'The data are 9 days old: nothing leaves before an import (pme-standard), 300 messages wait; palier import FILE.',
      },
    });
  });
});
