import { defineConfig } from 'vitest/config';

const integration = ['test/integration/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', ...integration],
        },
      },
      {
        test: {
          name: 'integration',
          include: integration,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
