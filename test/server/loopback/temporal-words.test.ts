import { expect, it } from 'vitest';
import { refusalOf } from '../../../server/loopback/problems.ts';
import { TemporalError, type TemporalErrorCode } from '../../../workers/temporal/temporal-error.ts';

const ids = {
  ...{ address: 'temporal.example:7233', namespace: 'palier', why: 'ECONNREFUSED' },
  ...{ attributes: 'PalierFlow (Keyword)', key: '2026-11' },
};

it.each<[code: TemporalErrorCode, fr: RegExp, en: RegExp]>([
  [
    'temporal-unreachable',
    /temporal\.example:7233\) : ECONNREFUSED$/,
    /temporal\.example:7233\): ECONNREFUSED$/,
  ],
  ['temporal-refused', /voyez TEMPORAL_API_KEY/, /look at TEMPORAL_API_KEY/],
  ['temporal-namespace-missing', /créez-le.*TEMPORAL_NAMESPACE/, /make it.*TEMPORAL_NAMESPACE/],
  [
    'temporal-namespace-taken',
    /autre installation.*TEMPORAL_NAMESPACE/,
    /another installation.*TEMPORAL_NAMESPACE/,
  ],
  ['temporal-attributes-missing', /PalierFlow \(Keyword\).*créez-les/, /PalierFlow \(Keyword\).*make them/],
  ['temporal-key-missing', /PALIER_ENCRYPTION_KEYS.*2026-11/, /PALIER_ENCRYPTION_KEYS.*2026-11/],
  ['temporal-payload-damaged', /clé « 2026-11 »/, /key "2026-11"/],
  ['temporal-failed', /Temporal a échoué : said/, /Temporal failed: said/],
])('%s says in both languages what to do', (code, fr, en) => {
  const refusal = refusalOf(new TemporalError(code, 'said', ids));

  expect(refusal).toMatchObject({
    code: 'failed',
    words: { fr: expect.stringMatching(fr), en: expect.stringMatching(en) },
  });
});
