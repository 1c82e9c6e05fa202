import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignFolds, without } from '../../src/train/folds.js';
import type { ResolvedTarget } from '../../src/train/resolve-target.js';
import { splitRows } from '../../src/train/split-rows.js';

const random = { kind: 'random' } as const;

function targetOf(values: readonly number[], classes: readonly string[] | null): ResolvedTarget {
  const usable = Uint32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row]));
  const task = classes === null ? 'regression' : 'classification';
  return { column: 'y', task, reason: '', classes, values: Float64Array.from(values), usable };
}

describe('splitRows', () => {
  it('puts every usable row into exactly one part, whatever the target', () => {
    const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 3 }), fc.constant(NaN)), { minLength: 20, maxLength: 120 });
    fc.assert(
      fc.property(values, fc.boolean(), fc.integer(), (list, classify, seed) => {
        const target = targetOf(list, classify ? ['a', 'b', 'c', 'd'] : null);
        const { development, calibration, test } = splitRows(target, random, seed);
        const all = [...development, ...calibration, ...test].sort((a, b) => a - b);
        expect(all).toEqual([...target.usable]);
        if (classify) expect(calibration.length).toBe(0);
      }),
    );
  });

  it('keeps the shares of the classes, and a single row in development', () => {
    const values = Array.from({ length: 201 }, (_, row) => (row === 200 ? 2 : row % 4 === 0 ? 1 : 0));
    const { development, test } = splitRows(targetOf(values, ['a', 'b', 'c']), random, 9);
    const count = (rows: Uint32Array, index: number) => [...rows].filter((row) => values[row] === index).length;
    expect([0, 1, 2].map((index) => count(test, index))).toEqual([30, 10, 0]);
    expect(count(development, 2)).toBe(1);
  });

  it('parts a regression 70 / 15 / 15', () => {
    const parts = splitRows(
      targetOf(
        Array.from({ length: 200 }, (_, row) => row),
        null,
      ),
      random,
      1,
    );
    expect([parts.development.length, parts.calibration.length, parts.test.length]).toEqual([140, 30, 30]);
  });
});

describe('folds', () => {
  it('hold every position once, nearly the same number each, and nearly the same share of each class', () => {
    const target = Float64Array.from({ length: 103 }, (_, row) => (row % 10 === 0 ? 1 : 0));
    const folds = assignFolds(target, 2, 5, 3);
    expect(folds.flatMap((fold) => [...fold]).sort((a, b) => a - b)).toEqual([...target.keys()]);
    expect(folds.map((fold) => fold.length).sort()).toEqual([20, 20, 21, 21, 21]);
    for (const fold of folds) expect([2, 3]).toContain([...fold].filter((row) => target[row] === 1).length);
    const [first = new Uint32Array()] = folds;
    expect([...without(103, first), ...first].sort((a, b) => a - b)).toEqual([...target.keys()]);
  });
});
