import { describe, expect, it } from 'vitest';
import { noticesOf } from '../../../server/house/notices.ts';
import { wallClock } from '../../../workers/clock.ts';

const quiet = {
  settings: { smtp: { host: 'mail.example', port: 25, secure: false } },
  workspace: {},
  faults: { list: () => [] },
  ...{ isTrial: false, clock: wallClock, only: null, backlog: null },
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
