import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildHistogram } from '../../../src/profile/columns/histogram.js';
import { describeNumbers } from '../../../src/profile/columns/numeric-statistics.js';
import { findOutliers } from '../../../src/profile/columns/outliers.js';
import {
  countAbove,
  countAt,
  countBelow,
  distributionOf,
  medianAbsoluteDeviation,
  mergeDistributions,
  quantile,
  type Distribution,
} from '../../../src/profile/columns/distribution.js';
import { countDistinct } from '../../../src/table/count-distinct.js';

// Expected numbers: numpy 1.24.2 (mean, std with ddof 1, quantile) and scipy 1.10.1 (skew, kurtosis, median_abs_deviation).

const spread = (values: number[]): Distribution => distributionOf(Float64Array.from(values), null);
const someNumbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 60 });

describe('describeNumbers', () => {
  test('equals numpy and scipy on a small sample', () => {
    const statistics = describeNumbers(spread([2.5, -1, 0, 7, 7, 3.25, 100, 0, -4.75, 12]));
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
    const statistics = describeNumbers(spread([1, 2, 3, 4, 10].map((value) => 1e9 + value)));
    expect(statistics?.standardDeviation).toBeCloseTo(3.5355339059327378, 12);
    expect(statistics?.skewness).toBeCloseTo(1.1384199576606167, 12);
    expect(statistics?.kurtosis).toBeCloseTo(-0.212, 12);
  });

  test('has no deviation of one value and no shape of a constant', () => {
    expect(describeNumbers(spread([]))).toBeNull();
    expect(describeNumbers(spread([4]))).toMatchObject({ mean: 4, standardDeviation: null, skewness: null, kurtosis: null });
    const constant = describeNumbers(spread([0.1, 0.1, 0.1]));
    expect(constant).toMatchObject({ standardDeviation: 0, skewness: null, kurtosis: null, medianAbsoluteDeviation: 0 });
  });

  test.each([[[1e300, 2e300, 4e300]], [[1e-300, 2e-300, 4e-300]], [[-1.7e308, 1.7e308]]])('stays finite for %j', (values) => {
    const statistics = describeNumbers(spread(values))!;
    for (const value of [...Object.values(statistics.quantiles), statistics.mean, statistics.standardDeviation]) {
      expect(value).toSatisfy(Number.isFinite);
    }
    if (values.length === 3) expect(statistics.skewness).toBeCloseTo(0.3818017741606059, 9); // scipy.stats.skew([1, 2, 4])
  });

  test('never yields NaN or Infinity', () => {
    fc.assert(
      fc.property(someNumbers, (values) => {
        const { quantiles, ...rest } = describeNumbers(spread(values))!;
        return [...Object.values(quantiles), ...Object.values(rest)].every((value) => value === null || Number.isFinite(value));
      }),
    );
  });
});

describe('a distribution', () => {
  test('median absolute deviation equals its definition', () => {
    const integers = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(integers, (values) => {
        const ascending = spread(values);
        const center = quantile(ascending, 0.5);
        const deviations = spread(values.map((value) => Math.abs(value - center)));
        return medianAbsoluteDeviation(ascending, center) === quantile(deviations, 0.5);
      }),
    );
  });

  test('treats ties and both zeros as equal, and leaves out what is no finite number', () => {
    const values = spread([3, -0, 0, NaN, 1, 1, Infinity, -Infinity]);
    expect(values).toEqual({ values: Float64Array.of(0, 1, 3), ends: Float64Array.of(2, 4, 5), total: 5 });
    expect([countBelow(values, 0), countAbove(values, 0), countBelow(values, 1.5), countAbove(values, 1)]).toEqual([0, 3, 4, 1]);
    expect([0, 1, 2].map((place) => countAt(values, place))).toEqual([2, 2, 1]);
  });

  test('is the same from counts as from values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -9, max: 9 }), fc.double({ noNaN: true, noDefaultInfinity: true }))),
        (values) => {
          const numbers = Float64Array.from(values);
          expect(distributionOf(numbers, countDistinct(numbers).counts)).toEqual(spread(values));
        },
      ),
    );
  });

  test('merges: any split of the values gives the same counts, moments and quantiles', () => {
    const number = fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ min: -1e6, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, fc.nat(3)), { minLength: 1, maxLength: 80 }), (parts) => {
        const values = parts.map(([value]) => value);
        const whole = spread(values);
        const merged = [0, 1, 2, 3]
          .map((part) => spread(parts.filter(([, place]) => place === part).map(([value]) => value)))
          .reduce(mergeDistributions);
        expect(merged).toEqual(whole);
        expect(describeNumbers(merged)).toEqual(describeNumbers(whole));
      }),
    );
  });
});

describe('buildHistogram', () => {
  test('gives each whole number its own bin where few are in range', () => {
    expect(buildHistogram(spread([1, 1, 2, 5]))).toEqual({ edges: [1, 2, 3, 4, 5, 6], counts: [2, 1, 0, 0, 1] });
    expect(buildHistogram(spread([7, 7]))).toEqual({ edges: [7, 8], counts: [2] });
  });

  test('keeps whole edges for wide ranges of whole numbers', () => {
    const { edges, counts } = buildHistogram(spread(Array.from({ length: 1000 }, (_, index) => index * 3)))!;
    expect(edges.every(Number.isInteger)).toBe(true);
    expect(counts.length).toBeGreaterThanOrEqual(5);
    expect(counts.length).toBeLessThanOrEqual(40);
  });

  test('uses the width of Freedman and Diaconis', () => {
    // 2 * 0.5 * (100.5 - 0.5) / 1000^(1/3) over a range of 100 asks for 10 bins.
    const uniform = Array.from({ length: 1000 }, (_, index) => 0.5 + (index * 100) / 999);
    const { edges, counts } = buildHistogram(spread(uniform))!;
    expect([edges[0], edges.at(-1), counts.length]).toEqual([0.5, 100.5, 10]);
  });

  test('counts every value in the bin whose edges hold it', () => {
    fc.assert(
      fc.property(someNumbers, (values) => {
        const { edges, counts } = buildHistogram(spread(values))!;
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
  const find = (values: number[]) => findOutliers(Float64Array.from(values), spread(values));

  test('names the farthest rows first', () => {
    // Quartiles of 1..20 with -90 and 500 added (numpy): 5.25 and 15.75, so the fences are -10.5 and 31.5.
    const values = [...Array.from({ length: 20 }, (_, index) => index + 1), -90, 500];
    // scipy: median 10.5, median_abs_deviation(scale='normal') 8.15431, so that z is 3.5 at -18.04 and 39.04.
    const z = (value: number) => expect.closeTo((value - 10.5) / 8.154312201780781, 6) as number;
    expect(find(values)).toEqual({
      tukey: { lower: -10.5, upper: 31.5, count: 2 },
      robustZ: { lower: expect.closeTo(-18.04009, 4) as number, upper: expect.closeTo(39.04009, 4) as number, count: 2 },
      extremes: [
        { row: 21, value: 500, robustZ: z(500) },
        { row: 20, value: -90, robustZ: z(-90) },
      ],
    });
  });

  test('keeps at most 10 rows, ties in row order', () => {
    const values = [...Array.from({ length: 100 }, (_, index) => index), ...Array.from({ length: 15 }, () => 9000)];
    const outliers = find(values);
    expect(outliers?.tukey.count).toBe(15);
    expect(outliers?.extremes.map(({ row }) => row)).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108, 109]);
  });

  test('is void for few distinct values, for one that most cells have, and for quartiles that coincide', () => {
    expect(find([1, 2, 3, 1, 2, 3, 900])).toBeNull();
    expect(find([...new Array<number>(60).fill(0), ...Array.from({ length: 50 }, (_, index) => index * 10)])).toBeNull();
    expect(find([...new Array<number>(80).fill(5), ...Array.from({ length: 15 }, (_, index) => index * 10)])).toBeNull();
  });
});
