import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDistinct } from '../../src/table/count-distinct.js';
import { HYPER_LOG_LOG_ERROR, HyperLogLog } from '../../src/table/hyper-log-log.js';
import { createRandom } from '../../src/table/random.js';

const numbers = (length: number, value: (index: number) => number) => Float64Array.from({ length }, (_, index) => value(index));

/** The same values in another order. */
function shuffled(values: Float64Array, seed = 1): Float64Array {
  const random = createRandom(seed);
  const result = values.slice();
  for (let index = result.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [result[index], result[other]] = [result[other]!, result[index]!];
  }
  return result;
}

/** The plain way: a map. */
function reference(values: Float64Array): { distinct: number; frequent: { value: number; count: number }[] } {
  const counts = new Map<number, number>();
  for (const value of values) if (!Number.isNaN(value)) counts.set(value + 0, (counts.get(value + 0) ?? 0) + 1);
  const frequent = [...counts].map(([value, count]) => ({ value, count }));
  frequent.sort((left, right) => right.count - left.count || left.value - right.value);
  return { distinct: counts.size, frequent: frequent.slice(0, 5) };
}

describe('countDistinct', () => {
  it('counts numbers, not spellings, and no missing ones', () => {
    const { distinct, exact, standardError, frequent } = countDistinct(Float64Array.of(2, 0, -0, NaN, 2, 2, -1.5, NaN));
    expect({ distinct, exact, standardError }).toEqual({ distinct: 3, exact: true, standardError: null });
    expect(frequent).toEqual([
      { value: 2, count: 3 },
      { value: 0, count: 2 },
      { value: -1.5, count: 1 },
    ]);
    expect(Object.is(frequent[1]?.value, 0)).toBe(true);
  });

  it('has nothing to count in nothing', () => {
    expect(countDistinct(new Float64Array(0))).toMatchObject({ distinct: 0, exact: true, frequent: [] });
    expect(countDistinct(Float64Array.of(NaN, NaN))).toMatchObject({ distinct: 0, exact: true, frequent: [] });
  });

  it.each([
    ['whole numbers', (index: number) => index % 100],
    ['cents', (index: number) => (index % 700) / 100],
    ['negative decimals', (index: number) => -((index * 7) % 1000) / 1e4],
    ['days', (index: number) => Date.UTC(2020, 0, 1 + (index % 400))],
    ['seconds over years', (index: number) => Date.UTC(2000, 0, 1) + (index % 300) * 86_461_000],
    ['numbers on no grid', (index: number) => Math.sqrt(index % 500)],
    [
      'prices and a few far ones',
      (index: number) => (index % 40 === 0 ? index * 1e4 : index % 77 === 0 ? -index : (index % 700) / 100),
    ],
    ['cents and a few finer ones', (index: number) => (index % 30 === 0 ? index + 0.001 : ((index * 7919) % 1000) / 100)],
    ['whole numbers and far ones', (index: number) => (index % 50 === 0 ? (index - 1500) * 1e7 : index % 90)],
    ['numbers that never fall', (index: number) => Math.floor(index / 7) / 8],
    ['numbers that never rise', (index: number) => -Math.sqrt(Math.floor(index / 3))],
    ['numbers far apart', (index: number) => (index % 3 === 0 ? 1e300 : index % 50)],
    ['tiny numbers', (index: number) => (index % 90) * 5e-324],
    ['whole numbers past 2^53', (index: number) => 2 ** 60 + (index % 40) * 256],
    ['one number', () => 1e308],
    ['infinite ones', (index: number) => (index % 2 === 0 ? Infinity : -Infinity)],
  ])('%s, as a map does', (_, value) => {
    const values = numbers(3000, (index) => (index % 11 === 10 ? NaN : value(index)));
    expect(countDistinct(values)).toMatchObject({ ...reference(values), exact: true });
    expect(countDistinct(shuffled(values))).toMatchObject(reference(values));
  });

  it('agrees with a map on any numbers, in any order, and with every value twice', () => {
    const value = fc.oneof(
      fc.double(),
      fc.integer({ min: -50, max: 50 }),
      fc.integer({ min: -500, max: 500 }).map((cents) => cents / 100),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 200 }), (array) => {
        const values = Float64Array.from(array);
        const expected = reference(values);
        expect(countDistinct(values)).toMatchObject(expected);
        expect(countDistinct(shuffled(values))).toMatchObject(expected);
        expect(countDistinct(Float64Array.from([...array, ...array])).distinct).toBe(expected.distinct);
      }),
    );
  });

  it('takes a part of a larger array for what it is', () => {
    const values = numbers(100, (index) => Math.sqrt(index));
    expect(countDistinct(values.subarray(37, 90)).distinct).toBe(53);
  });

  it('names as many frequent numbers as asked for', () => {
    const values = numbers(60, (index) => Math.sqrt(index % 10));
    expect(countDistinct(values, { top: 2 }).frequent).toEqual([
      { value: 0, count: 6 },
      { value: 1, count: 6 },
    ]);
    expect(countDistinct(values, { top: 0 }).frequent).toEqual([]);
  });
});

describe('very many distinct numbers', () => {
  const random = createRandom(7);
  const many = numbers(200_000, () => random());

  it('are exact up to 65,536', () => {
    expect(countDistinct(many.subarray(0, 65_536))).toMatchObject({ distinct: 65_536, exact: true });
    expect(countDistinct(many.subarray(0, 65_537))).toMatchObject({ exact: false });
  });

  it('are estimated beyond, with the error stated', () => {
    const found = countDistinct(many);
    expect(found).toMatchObject({ exact: false, frequent: [], counts: null });
    expect(found.standardError).toBeCloseTo(0.0081, 4);
    expect(Math.abs(found.distinct / 200_000 - 1)).toBeLessThan(3 * HYPER_LOG_LOG_ERROR);
  });

  it('are never more than there are values', () => {
    for (const length of [65_540, 66_000, 70_000]) {
      const { distinct } = countDistinct(many.subarray(0, length));
      expect(distinct).toBeGreaterThan(65_536);
      expect(distinct).toBeLessThanOrEqual(length);
    }
  });

  it('are the same in any order, and with a copy of every value', () => {
    const twice = numbers(200_000, (index) => many[index % 100_000]!);
    const { distinct, exact } = countDistinct(twice);
    expect(exact).toBe(false);
    expect(countDistinct(shuffled(twice)).distinct).toBe(distinct);
    const copied = numbers(400_000, (index) => twice[index % 200_000]!);
    expect(countDistinct(copied).distinct).toBe(distinct);
  });

  it('are exact where they go up or down all the way', () => {
    const up = many.slice(0, 100_000).sort();
    expect(countDistinct(up)).toMatchObject({ distinct: 100_000, exact: true });
    expect(countDistinct(up.toReversed())).toMatchObject({ distinct: 100_000, exact: true });
  });

  it('are exact where they lie close together', () => {
    const cents = shuffled(numbers(150_000, (index) => index / 100));
    expect(countDistinct(cents)).toMatchObject({ distinct: 150_000, exact: true });
  });

  it('are exact where a few lie far from the others, up to 65,536, whichever come first', () => {
    const prices = numbers(150_000, (index) => (index % 100 === 0 ? index * 1e5 : ((index * 7919) % 60_000) / 100));
    const { distinct, exact, counts } = countDistinct(prices);
    expect({ distinct, exact }).toEqual({ distinct: new Set(prices).size, exact: true });
    expect(countDistinct(shuffled(prices))).toMatchObject({ distinct, exact, counts });
    expect(countDistinct(prices.toReversed())).toMatchObject({ distinct, exact, counts });
    const many = numbers(150_000, (index) => (index % 100 === 0 ? index * 1e5 : index / 100));
    expect(countDistinct(shuffled(many))).toMatchObject({ exact: false, distinct: countDistinct(shuffled(many, 2)).distinct });
  });

  it('are exact where they never fall, with every number counted', () => {
    const times = numbers(300_000, (index) => Math.sqrt(Math.floor(index / 3)));
    const { distinct, exact, counts } = countDistinct(times);
    expect({ distinct, exact }).toEqual({ distinct: 100_000, exact: true });
    expect(counts?.counts.every((count) => count === 3)).toBe(true);
    expect(counts?.values).toEqual(numbers(100_000, (index) => Math.sqrt(index)));
    expect(countDistinct(times.toReversed())).toMatchObject({ distinct, exact, counts });
  });

  it('show the one that most values are', () => {
    const mostly = numbers(200_000, (index) => (index % 5 < 3 ? -999.5 : many[index]!));
    expect(countDistinct(mostly).frequent).toEqual([{ value: -999.5, count: 120_000 }]);
    expect(countDistinct(shuffled(mostly)).frequent).toEqual([{ value: -999.5, count: 120_000 }]);
    const half = numbers(200_000, (index) => (index % 2 === 0 ? -999.5 : many[index]!));
    expect(countDistinct(half).frequent).toEqual([]);
  });
});

describe('HyperLogLog', () => {
  it('has nothing for nothing, and few for few', () => {
    expect(new HyperLogLog().estimate()).toBe(0);
    const few = new HyperLogLog();
    few.add(Float64Array.of(1, 2, 2, NaN, 0, -0));
    expect(Math.round(few.estimate())).toBe(3);
  });

  it.each([
    ['row numbers', (index: number, round: number) => index + round * 1e6],
    ['cents', (index: number, round: number) => (index * 3 + round) / 100],
    ['minutes', (index: number, round: number) => 1.6e12 + index * 60_000 + round],
    ['multiples of a power of two', (index: number, round: number) => index * 2 ** 26 + round],
    ['positive and negative', (index: number, round: number) => (index % 2 === 0 ? -1 : 1) * (index + round)],
  ])('keeps its error on %s', (_, value) => {
    const errors = [1000, 30_000, 60_000, 100_000, 150_000].map((length, round) => {
      const sketch = new HyperLogLog();
      sketch.add(numbers(length, (index) => value(index + 1, round)));
      return sketch.estimate() / length - 1;
    });
    const typical = Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length);
    expect(typical).toBeLessThan(2 * HYPER_LOG_LOG_ERROR);
  });
});
