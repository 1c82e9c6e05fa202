import type { NumberCounts } from '../../table/count-distinct.js';
import { lowerBound } from '../../table/lower-bound.js';
import { sortValues, upperBound } from './sorted-values.js';

/**
 * The finite values of a column in ascending order, equal ones together: all that order statistics and moments need, in as
 * many places as there are distinct values. Distributions of parts of the rows merge into that of all of them.
 */
export interface Distribution {
  /** Distinct, ascending. */
  readonly values: Float64Array;
  /** How many values are at most `values[i]`. */
  readonly ends: Float64Array;
  /** How many values there are. */
  readonly total: number;
}

/**
 * @param values by row, missing = NaN
 * @param counts how often each distinct value occurs, where that is known; else the values are sorted
 */
export function distributionOf(values: Float64Array, counts: NumberCounts | null): Distribution {
  return counts === null ? runsOf(sortValues(values)) : fromCounts(counts);
}

/** The distribution of two sets of values together. */
export function mergeDistributions(one: Distribution, other: Distribution): Distribution {
  const values = new Float64Array(one.values.length + other.values.length);
  const ends = new Float64Array(values.length);
  let [size, total, i, j] = [0, 0, 0, 0];
  while (i < one.values.length || j < other.values.length) {
    const value = Math.min(one.values[i] ?? Infinity, other.values[j] ?? Infinity);
    if (one.values[i] === value) total += countAt(one, i++);
    if (other.values[j] === value) total += countAt(other, j++);
    values[size] = value;
    ends[size++] = total;
  }
  return { values: values.subarray(0, size), ends: ends.subarray(0, size), total };
}

/** How often the distinct value in this place occurs. */
export function countAt({ ends }: Distribution, place: number): number {
  return ends[place]! - (place === 0 ? 0 : ends[place - 1]!);
}

/** How many values are below a bound. */
export function countBelow({ values, ends }: Distribution, bound: number): number {
  const place = lowerBound(values, bound);
  return place === 0 ? 0 : ends[place - 1]!;
}

/** How many values are above a bound. */
export function countAbove({ values, ends, total }: Distribution, bound: number): number {
  const place = upperBound(values, bound);
  return place === 0 ? total : total - ends[place - 1]!;
}

/** The value with this rank, from 0. */
export function valueAtRank({ values, ends }: Distribution, rank: number): number {
  return values[upperBound(ends, rank)]!;
}

/** Quantile by linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), numpy's default. Needs a value. */
export function quantile(distribution: Distribution, probability: number): number {
  const position = (distribution.total - 1) * probability;
  const rank = Math.floor(position);
  const low = valueAtRank(distribution, rank);
  const high = valueAtRank(distribution, Math.min(rank + 1, distribution.total - 1));
  const weight = position - rank;
  // A difference of two finite numbers can overflow; a weighted sum of them can't.
  return Number.isFinite(high - low) ? low + (high - low) * weight : low * (1 - weight) + high * weight;
}

/** Median of the absolute deviations from `center`, which must lie within the values; walks outwards from it. */
export function medianAbsoluteDeviation(distribution: Distribution, center: number): number {
  const { values, total } = distribution;
  let right = lowerBound(values, center);
  let left = right - 1;
  const upper = Math.floor(total / 2);
  const lower = total % 2 === 1 ? upper : upper - 1;
  let lowest = 0;
  for (let taken = 0; ;) {
    const below = left >= 0 ? center - values[left]! : Infinity;
    const above = right < values.length ? values[right]! - center : Infinity;
    const before = taken;
    taken += countAt(distribution, below < above ? left-- : right++);
    const deviation = Math.min(below, above);
    if (before <= lower && lower < taken) lowest = deviation;
    if (upper < taken) return lowest / 2 + deviation / 2;
  }
}

/** The same, made comparable with a standard deviation: divided by the normal distribution's 75% quantile. */
export function scaledDeviation(distribution: Distribution, center: number): number {
  return medianAbsoluteDeviation(distribution, center) / 0.6744897501960817;
}

/** A number as JSON can hold it: an overflow becomes the largest number of its sign. */
export function clampFinite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}

/** From values in ascending order. */
function runsOf(sorted: Float64Array): Distribution {
  const { length: total } = sorted;
  const ends = new Float64Array(total);
  let size = 0;
  for (let index = 0; index < total; index++) {
    const value = sorted[index]!;
    if (index + 1 < total && sorted[index + 1] === value) continue;
    // -0 is 0.
    sorted[size] = value + 0;
    ends[size++] = index + 1;
  }
  return { values: sorted.subarray(0, size), ends: ends.subarray(0, size), total };
}

function fromCounts(counted: NumberCounts): Distribution {
  const from = upperBound(counted.values, -Infinity);
  const values = counted.values.subarray(from, lowerBound(counted.values, Infinity));
  const ends = new Float64Array(values.length);
  let total = 0;
  for (let place = 0; place < ends.length; place++) ends[place] = total += counted.counts[from + place]!;
  return { values, ends, total };
}
