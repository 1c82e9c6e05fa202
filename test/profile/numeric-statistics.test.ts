import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildHistogram } from '../../src/profile/histogram.js';
import { describeNumbers } from '../../src/profile/numeric-statistics.js';
import { findOutliers } from '../../src/profile/outliers.js';
import {
  countDistinct,
  lowerBound,
  medianAbsoluteDeviation,
  quantile,
  sortValues,
  upperBound,
} from '../../src/profile/sorted-values.js';

// Expected numbers: numpy 1.24.2 (mean, std with ddof 1, quantile) and scipy 1.10.1 (skew, kurtosis, median_abs_deviation).

const sorted = (values: number[]): Float64Array => sortValues(Float64Array.from(values));
const someNumbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 });

describe('describeNumbers', () => {
  test('equals numpy and scipy on a small sample', () => {
    const statistics = describeNumbers(sorted([2.5, -1, 0, 7, 7, 3.25, 100, 0, -4.75, 12]));
    expect(statistics?.mean).toBeCloseTo(12.6, 12);
    expect(statistics?.standardDeviation).toBeCloseTo(31.08192579476232, 12);
    expect(Object.values(statistics?.quantiles ?? {})).toEqual(
      [-4.4125, -3.0625, 0, 2.875, 7, 60.4, 92.08].map((value) => expect.closeTo(value, 10) as number),
    );
    expect(statistics?.medianAbsoluteDeviation).toBe(4);
    expect(statistics?.skewness).toBeCloseTo(2.549670179525246, 12);
    expect(statistics?.kurtosis).toBeCloseTo(4.744258171908253, 12);
    expect(statistics).toMatchObject({ min: -4.75, max: 100, zeros: 2, negatives: 2 });
  });

  test('loses no digits to a large offset', () => {
    const statistics = describeNumbers(sorted([1, 2, 3, 4, 10].map((value) => 1e9 + value)));
    expect(statistics?.standardDeviation).toBeCloseTo(3.5355339059327378, 12);
    expect(statistics?.skewness).toBeCloseTo(1.1384199576606167, 12);
    expect(statistics?.kurtosis).toBeCloseTo(-0.212, 12);
  });

  test('has no deviation of one value and no shape of a constant', () => {
    expect(describeNumbers(sorted([]))).toBeNull();
    expect(describeNumbers(sorted([4]))).toMatchObject({ mean: 4, standardDeviation: null, skewness: null, kurtosis: null });
    const constant = describeNumbers(sorted([0.1, 0.1, 0.1]));
    expect(constant).toMatchObject({ standardDeviation: 0, skewness: null, kurtosis: null, medianAbsoluteDeviation: 0 });
  });

  test.each([[[1e300, 2e300, 4e300]], [[1e-300, 2e-300, 4e-300]], [[-1.7e308, 1.7e308]]])('stays finite for %j', (values) => {
    const statistics = describeNumbers(sorted(values))!;
    for (const value of [...Object.values(statistics.quantiles), statistics.mean, statistics.standardDeviation]) {
      expect(value).toSatisfy(Number.isFinite);
    }
    if (values.length === 3) expect(statistics.skewness).toBeCloseTo(0.3818017741606059, 9); // scipy.stats.skew([1, 2, 4])
  });

  test('never yields NaN or Infinity', () => {
    fc.assert(
      fc.property(someNumbers, (values) => {
        const { quantiles, ...rest } = describeNumbers(sorted(values))!;
        return [...Object.values(quantiles), ...Object.values(rest)].every((value) => value === null || Number.isFinite(value));
      }),
    );
  });
});

describe('sorted values', () => {
  test('median absolute deviation equals its definition', () => {
    const integers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(integers, (values) => {
        const ascending = sorted(values);
        const center = quantile(ascending, 0.5);
        const deviations = sorted(values.map((value) => Math.abs(value - center)));
        return medianAbsoluteDeviation(ascending, center) === quantile(deviations, 0.5);
      }),
    );
  });

  test('bounds and distinct count treat ties and both zeros as equal', () => {
    const values = sorted([3, -0, 0, NaN, 1, 1]);
    expect([lowerBound(values, 0), upperBound(values, 0), lowerBound(values, 2), countDistinct(values)]).toEqual([0, 2, 4, 3]);
  });
});

describe('buildHistogram', () => {
  test('gives each whole number its own bin where few are in range', () => {
    expect(buildHistogram(sorted([1, 1, 2, 5]))).toEqual({ edges: [1, 2, 3, 4, 5, 6], counts: [2, 1, 0, 0, 1] });
    expect(buildHistogram(sorted([7, 7]))).toEqual({ edges: [7, 8], counts: [2] });
  });

  test('keeps whole edges for wide ranges of whole numbers', () => {
    const { edges, counts } = buildHistogram(sorted(Array.from({ length: 1000 }, (_, index) => index * 3)))!;
    expect(edges.every(Number.isInteger)).toBe(true);
    expect(counts.length).toBeGreaterThanOrEqual(5);
    expect(counts.length).toBeLessThanOrEqual(40);
  });

  test('uses the width of Freedman and Diaconis', () => {
    // 2 * 0.5 * (100.5 - 0.5) / 1000^(1/3) over a range of 100 asks for 10 bins.
    const uniform = Array.from({ length: 1000 }, (_, index) => 0.5 + (index * 100) / 999);
    const { edges, counts } = buildHistogram(sorted(uniform))!;
    expect([edges[0], edges.at(-1), counts.length]).toEqual([0.5, 100.5, 10]);
  });

  test('counts every value in the bin whose edges hold it', () => {
    fc.assert(
      fc.property(someNumbers, (values) => {
        const { edges, counts } = buildHistogram(sorted(values))!;
        const last = counts.length - 1;
        counts.forEach((count, bin) => {
          const held = values.filter((value) => value >= edges[bin]! && (bin === last || value < edges[bin + 1]!));
          expect(count).toBe(held.length);
        });
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
        expect(edges.every(Number.isFinite)).toBe(true);
        expect(edges.at(-1)).toBeGreaterThanOrEqual(Math.max(...values));
      }),
    );
  });
});

describe('findOutliers', () => {
  const find = (values: number[]) => {
    const ascending = sorted(values);
    return findOutliers(Float64Array.from(values), ascending, countDistinct(ascending));
  };

  test('names the farthest rows first', () => {
    // Quartiles of 1..20 with -90 and 500 added (numpy): 5.25 and 15.75, so the fences are -10.5 and 31.5.
    const values = [...Array.from({ length: 20 }, (_, index) => index + 1), -90, 500];
    expect(find(values)).toEqual({
      method: 'tukey',
      lower: -10.5,
      upper: 31.5,
      count: 2,
      extremes: [
        { row: 21, value: 500 },
        { row: 20, value: -90 },
      ],
    });
  });

  test('keeps at most 10 rows, ties in row order', () => {
    const values = [...Array.from({ length: 100 }, (_, index) => index), ...Array.from({ length: 15 }, () => 9000)];
    const outliers = find(values);
    expect(outliers?.count).toBe(15);
    expect(outliers?.extremes.map(({ row }) => row)).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108, 109]);
  });

  test('is void for few distinct values and for quartiles that coincide', () => {
    expect(find([1, 2, 3, 1, 2, 3, 900])).toBeNull();
    expect(find([...new Array<number>(80).fill(5), ...Array.from({ length: 15 }, (_, index) => index * 10)])).toBeNull();
  });
});
