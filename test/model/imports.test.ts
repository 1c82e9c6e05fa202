import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const source = join(import.meta.dirname, '../../src');

/** Everything that a module imports at run time, itself and the modules in between included. */
function importGraph(entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry)) return seen;
  seen.add(entry);
  if (!entry.startsWith(source)) return seen;
  const text = readFileSync(entry, 'utf8').replaceAll(/import type [^;]*;/g, '');
  for (const [, specifier = ''] of text.matchAll(/(?:from\s+|import\s*\(?\s*)'([^']+)'/g)) {
    const path = specifier.startsWith('.') ? join(dirname(entry), specifier.replace(/\.js$/, '.ts')) : specifier;
    if (specifier.startsWith('.')) expect(existsSync(path), `${entry} imports ${specifier}`).toBe(true);
    importGraph(path, seen);
  }
  return seen;
}

describe('what prediction needs', () => {
  it.each([
    'predict/predict.ts',
    'predict/predict-stream.ts',
    'predict/predictions-to-csv.ts',
    'model/file.ts',
    'model/parse-model.ts',
  ])('%s imports no package and nothing of training', (entry) => {
    const graph = [...importGraph(join(source, entry))];
    expect(graph.length).toBeGreaterThan(1);
    const packages = graph.filter((name) => !name.startsWith(source));
    expect(packages.filter((name) => !name.startsWith('node:'))).toEqual([]);
    expect(graph.filter((name) => name.includes('/train/'))).toEqual([]);
  });

  it('parse-model.ts works without Node', () => {
    expect([...importGraph(join(source, 'model/parse-model.ts'))].filter((name) => name.startsWith('node:'))).toEqual([]);
  });

  it('the walk itself finds packages where there are some', () => {
    expect([...importGraph(join(source, 'train/train-model.ts'))]).toEqual(
      expect.arrayContaining(['ml-random-forest', 'ml-naivebayes']),
    );
  });
});
