import { defineConfig } from 'vitest/config';

/** Tests that spawn the program itself. */
const integration = ['test/integration/**/*.test.ts'];

/** Tests on Temporal's servers. */
const temporal = ['test/temporal/**/*.test.ts'];

/** Tests that play whole stories on a store, or speak to a mail server. */
const whole = [
  'test/conformance/**/*.test.ts',
  'test/crash-points/**/*.test.ts',
  'test/fuzz/**/*.test.ts',
  'test/server/{house,operations,page}/**/*.test.ts',
  'test/server/{backup,restore}.test.ts',
  'test/store/{fec/**/*,migrations,open-store}.test.ts',
  'test/telemetry/**/*.test.ts',
  'test/workers/carry/**/*.test.ts',
  'test/workers/channels/email.test.ts',
  'test/year/**/*.test.ts',
];

/** Folders that hold no tests of ours. */
const elsewhere = ['**/node_modules/**', '**/dist/**'];
const patient = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // One for each core; by default one core is left over, which on two is half of them.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [...elsewhere, ...integration, ...temporal, ...whole],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'whole', include: whole, exclude: elsewhere, ...patient } },
      {
        test: {
          name: 'integration',
          include: integration,
          exclude: elsewhere,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'temporal',
          include: temporal,
          exclude: elsewhere,
          setupFiles: ['test/temporal/quiet.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
