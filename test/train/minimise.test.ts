import { describe, expect, it } from 'vitest';
import { addProducts, factorise, solve } from '../../src/train/linear-algebra.js';
import { minimise } from '../../src/train/minimise.js';
import { normals } from './make-table.js';

const options = { tolerance: 1e-15, maxIterations: 500, signal: undefined };

describe('minimise', () => {
  it('finds the minimum of a stretched bowl, with a poor idea of its curvature', async () => {
    const evaluate = (point: Float64Array, gradient: Float64Array) =>
      point.reduce((sum, value, index) => {
        const stretch = 10 ** index;
        gradient[index] = stretch * (value - index);
        return sum + (stretch / 2) * (value - index) ** 2;
      }, 0);
    const found = await minimise({ evaluate, precondition: (vector) => vector.slice() }, new Float64Array(4).fill(7), options);
    found.forEach((value, index) => expect(value).toBeCloseTo(index, 5));
  });

  it('comes back from steps that are far too long', async () => {
    const evaluate = (point: Float64Array, gradient: Float64Array) => {
      const x = point[0] ?? 0;
      gradient[0] = Math.exp(x) - 3;
      return Math.exp(x) - 3 * x;
    };
    const found = await minimise({ evaluate, precondition: (v) => v.map((x) => x * 50) }, new Float64Array([0]), options);
    expect(found[0]).toBeCloseTo(Math.log(3), 6);
  });

  it('stops when it is cancelled', async () => {
    const never = { evaluate: () => 1, precondition: (vector: Float64Array) => vector };
    const run = minimise(never, new Float64Array(1), { ...options, signal: AbortSignal.abort() });
    await expect(run).rejects.toMatchObject({ code: 'RUN_ABORTED' });
  });
});

describe('linear algebra', () => {
  it.each([1, 2, 3, 4, 5, 9])('adds up products of %i rows, weighted and not', (rowCount) => {
    const normal = normals(rowCount);
    const features = Float64Array.from({ length: rowCount * 3 }, (_, at) => (at % 4 === 0 ? 0 : normal()));
    const weights = Float64Array.from({ length: rowCount }, () => Math.abs(normal()));
    for (const given of [weights, null]) {
      const sums = new Float64Array(9);
      addProducts(sums, features, 3, given);
      for (let i = 0; i < 3; i++) {
        for (let j = 0; j <= i; j++) {
          let wanted = 0;
          for (let row = 0; row < rowCount; row++) {
            wanted += (given?.[row] ?? 1) * (features[row * 3 + i] ?? 0) * (features[row * 3 + j] ?? 0);
          }
          expect(sums[i * 3 + j]).toBeCloseTo(wanted, 10);
        }
      }
    }
  });

  it('solves: the product with the matrix gives the right side back', () => {
    const factor = factorise(Float64Array.from([4, 0, 0, 2, 5, 0, 1, 3, 6]), 3);
    const [a = 0, b = 0, c = 0] = solve(factor, 3, Float64Array.from([1, 2, 3]));
    expect([4 * a + 2 * b + c, 2 * a + 5 * b + 3 * c, a + 3 * b + 6 * c].map((value) => Number(value.toFixed(12)))).toEqual([
      1, 2, 3,
    ]);
  });

  it('manages columns that repeat each other', () => {
    const x = solve(factorise(Float64Array.from([1, 0, 1, 1]), 2), 2, Float64Array.from([1, 1]));
    expect((x[0] ?? 0) + (x[1] ?? 0)).toBeCloseTo(1, 6);
  });
});
