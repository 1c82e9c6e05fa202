import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^tabulyst$/, replacement: at('./src/index.ts') },
      { find: /^tabulyst\/words$/, replacement: at('./src/summarize/words.ts') },
      { find: /^tabulyst\/express$/, replacement: at('./adapters/express/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    coverage: { provider: 'v8', include: ['src/**', 'adapters/**'], reporter: ['text-summary', 'html'] },
  },
});
