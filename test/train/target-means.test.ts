import { describe, expect, it } from 'vitest';
import { tableSource } from '../../src/model/cell-values.js';
import { encode } from '../../src/model/encode.js';
import type { RegressionMetrics } from '../../src/model/types.js';
import type { Encoding } from '../../src/train/estimator.js';
import { fitEncoder } from '../../src/train/fit-encoder.js';
import { encodeOutOfFold } from '../../src/train/target-means.js';
import { trainModel } from '../../src/train/train-model.js';
import { normals, tableOf } from './make-table.js';

const inputs = [{ name: 'c', type: 'categorical', format: { form: 'dictionary', nullTokens: [] }, example: '' }] as const;
const ordinal: Encoding = { numbers: 'standard', categories: 'ordinal' };

/** Rows of 60 levels, five each; their target, and what target encoding makes of them. */
async function encoded(targetOf: (level: number, noise: number) => number) {
  const normal = normals(6);
  const levels = Array.from({ length: 300 }, (_, row) => row % 60);
  const table = await tableOf(
    ['c', 'other'],
    levels.map((level) => [`level ${level}`, '1']),
  );
  const source = tableSource(table, Uint32Array.from(levels.keys()));
  const target = Float64Array.from(levels, (level) => targetOf(level, normal()));
  const rows = { source, target, classCount: null, seed: 1 };
  const encoder = fitEncoder(ordinal, inputs, rows);
  const inSample = encode(encoder, inputs, source);
  const features = inSample.slice();
  encodeOutOfFold(encoder, inputs, rows, features);
  return { encoder, inSample, features, target };
}

function correlation(left: Float64Array, right: Float64Array): number {
  const mean = (list: Float64Array) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const product = (a: Float64Array, b: Float64Array) => {
    return a.reduce((sum, value, row) => sum + (value - mean(a)) * ((b[row] ?? 0) - mean(b)), 0);
  };
  return product(left, right) / Math.sqrt(product(left, left) * product(right, right));
}

describe('target encoding', () => {
  it('gives many levels their mean target, standardised and pulled to the overall one by ten rows', async () => {
    const { encoder } = await encoded((level) => (level === 7 ? 10 : 0));
    const [feature] = encoder.features;
    expect(feature).toMatchObject({ kind: 'target-mean', column: 'c' });
    if (feature?.kind !== 'target-mean') return;
    // Mean 1 / 6, population deviation sqrt(100 / 60 - 1 / 36); 5 rows of 10 give 5 * (10 - 1 / 6) / deviation / 15.
    const deviation = Math.sqrt(100 / 60 - 1 / 36);
    expect(feature.values[feature.levels.indexOf('level 7')]).toBeCloseTo((5 * (10 - 1 / 6)) / deviation / 15, 9);
  });

  it('never tells a training row its own target: noise stays noise, and a real difference is seen', async () => {
    const noise = await encoded((_level, value) => value);
    expect(correlation(noise.inSample, noise.target)).toBeGreaterThan(0.3);
    expect(Math.abs(correlation(noise.features, noise.target))).toBeLessThan(0.15);
    const real = await encoded((level, value) => ((level * 37) % 60) + value);
    expect(correlation(real.features, real.target)).toBeGreaterThan(0.9);
  });

  it('lets models learn from a column of 300 levels', async () => {
    const normal = normals(9);
    const rows = Array.from({ length: 2400 }, (_, row) => {
      const level = (row * 7) % 300;
      return [`shop ${level}`, normal().toFixed(3), (((level * 191) % 300) / 10 + normal()).toFixed(3)];
    });
    const table = await tableOf(['shop', 'x', 'sales'], rows);
    for (const algorithm of ['linear', 'boosting', 'random-forest']) {
      const { report } = await trainModel(table, { target: 'sales', task: 'regression', algorithm });
      expect((report.test as RegressionMetrics).r2).toBeGreaterThan(0.6);
    }
  });
});
