import { cpSync } from 'node:fs';
import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    words: 'src/summarize/words.ts',
    worker: 'src/workers/worker.ts',
    'summary-process': 'src/summarize/transformer/process.ts',
    express: 'adapters/express/index.ts',
    cli: 'adapters/cli/main.ts',
  },
  format: 'esm',
  target: 'node20',
  platform: 'node',
  // Adapters import the library by its own name, as any user does, so that every class exists once.
  external: ['tabulyst', 'tabulyst/words'],
  dts: { entry: { index: 'src/index.ts', words: 'src/summarize/words.ts', express: 'adapters/express/index.ts' } },
  splitting: true,
  sourcemap: true,
  clean: true,
  // The small language model is data that travels with the code.
  onSuccess: async () => {
    cpSync('src/summarize/transformer/tabulyst-writer', 'dist/models/tabulyst-writer', { recursive: true });
    return Promise.resolve();
  },
});
