import { sortNumbers } from '../table/sort-numbers.js';

/** The present values of a column, ascending; infinite ones are none. */
export function sortValues(values: Float64Array): Float64Array {
  const sorted = sortNumbers(values);
  return sorted.subarray(upperBound(sorted, -Infinity), lowerBound(sorted, Infinity));
}

/** Index of the first value that is not below `bound`. */
export function lowerBound(sorted: Float64Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first value above `bound`. */
export function upperBound(sorted: Float64Array, bound: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Quantile by linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), numpy's default. Needs a value. */
export function quantile(sorted: Float64Array, probability: number): number {
  const position = (sorted.length - 1) * probability;
  const index = Math.floor(position);
  const low = sorted[index]!;
  const high = sorted[Math.min(index + 1, sorted.length - 1)]!;
  const weight = position - index;
  // A difference of two finite numbers can overflow; a weighted sum of them can't.
  return Number.isFinite(high - low) ? low + (high - low) * weight : low * (1 - weight) + high * weight;
}

/** Number of distinct values. */
export function countDistinct(sorted: Float64Array): number {
  let distinct = 0;
  for (let index = 0; index < sorted.length; index++) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) distinct++;
  }
  return distinct;
}

/** Median of the absolute deviations from `center`, which must lie within the values; walks outwards from it, O(n). */
export function medianAbsoluteDeviation(sorted: Float64Array, center: number): number {
  let right = lowerBound(sorted, center);
  let left = right - 1;
  const upper = Math.floor(sorted.length / 2);
  let previous = 0;
  let current = 0;
  for (let taken = 0; taken <= upper; taken++) {
    previous = current;
    const below = left >= 0 ? center - sorted[left]! : Infinity;
    const above = right < sorted.length ? sorted[right]! - center : Infinity;
    if (below < above) left--;
    else right++;
    current = Math.min(below, above);
  }
  return sorted.length % 2 === 1 ? current : previous / 2 + current / 2;
}

/** A number as JSON can hold it: an overflow becomes the largest number of its sign. */
export function clampFinite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}
