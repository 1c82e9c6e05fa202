import { describe, expect, it } from 'vitest';
import { forestKind } from '../../src/model/learners/forest.js';
import { binFeatures } from '../../src/train/bin-features.js';
import { packageForest } from '../../src/train/estimators/package-forest.js';
import { fillLeaves } from '../../src/train/fill-leaves.js';
import { flattenTree } from '../../src/train/flatten-tree.js';
import { normals } from './make-table.js';

const data = (features: number[], width: number, target: number[], classCount: number | null) => ({
  features: Float64Array.from(features),
  width,
  rowCount: target.length,
  target: Float64Array.from(target),
  classCount,
});

/** A root and two leaves. */
const stump = { missingLeft: [false, false, false], left: [1, 0, 1], right: [2, 0, 0], leafCount: 2 };

describe('our trees', () => {
  it('split where the package’s trees over bins do', () => {
    const rows = data([0, 10, 1, 20, 2, 30, 3, 40], 2, [0, 0, 1, 1], null);
    const { rows: bins, edges } = binFeatures(rows);
    expect(bins).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(edges[1]).toEqual([-Infinity, 15, 25, 35]);
    // The package's column 0 is our feature 1; "bin < 1.5" and "bin < 2" are the same split.
    for (const splitValue of [1.5, 2]) {
      const shape = flattenTree({ splitColumn: 0, splitValue, left: {}, right: {} }, [1], edges);
      expect(shape).toEqual({ ...stump, feature: [1, -1, -1], threshold: [25, 0, 0] });
    }
  });

  it('answer the mean or the shares of all rows in a leaf, mixed with two rows of the overall ones', () => {
    const shape = { ...stump, feature: [0, -1, -1], threshold: [0.5, 0, 0] };
    const numbers = data([0, 0, 1], 1, [3, 5, 10], null);
    // (3 + 5 + 2 * 6) / 4 and (10 + 2 * 6) / 3
    expect(fillLeaves(shape, numbers)).toMatchObject({ leaves: [5, 22 / 3], cover: [2, 1] });
    // A leaf that no row comes to counts as one.
    expect(fillLeaves({ ...shape, threshold: [9, 0, 0] }, numbers).cover).toEqual([3, 1]);
    const classes = data([0, 0, 1], 1, [0, 0, 1], 2);
    const found = fillLeaves(shape, classes).leaves;
    [(2 + 4 / 3) / 4, 2 / 3 / 4, 4 / 3 / 3, (1 + 2 / 3) / 3].forEach((wanted, at) => expect(found[at]).toBeCloseTo(wanted, 12));
  });

  it('see what no weighted sum can: one feature turning the other around', async () => {
    const normal = normals(4);
    const features = Array.from({ length: 800 }, normal);
    const target = Array.from({ length: 400 }, (_, row) => ((features[row * 2] ?? 0) * (features[row * 2 + 1] ?? 0) > 0 ? 1 : 0));
    const rows = data(features, 2, target, 2);
    const forest = forestKind.load(await packageForest.fit(rows, { seed: 1, signal: undefined, tuned: null }));
    const answers = forestKind.predict(forest, rows.features, 400);
    const hits = target.filter((index, row) => (answers[row * 2 + index] ?? 0) > 0.5).length;
    expect(hits / 400).toBeGreaterThan(0.85);
  });
});
