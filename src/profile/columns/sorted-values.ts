import { lowerBound } from '../../table/lower-bound.js';
import { sortNumbers } from '../../table/sort-numbers.js';

/** The present values of a column, ascending; infinite ones are none. */
export function sortValues(values: Float64Array): Float64Array {
  const sorted = sortNumbers(values);
  return sorted.subarray(upperBound(sorted, -Infinity), lowerBound(sorted, Infinity));
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
