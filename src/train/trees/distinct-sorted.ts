import { sortNumbers } from '../../table/sort-numbers.js';

/** The distinct values in ascending order, without NaN; `ends[i]` is how many values are at most `distinct[i]`. */
export function distinctSorted(values: Float64Array): { distinct: Float64Array; ends: Float64Array; total: number } {
  const sorted = sortNumbers(values);
  const ends = new Float64Array(sorted.length);
  let size = 0;
  for (let index = 0; index < sorted.length; index++) {
    const value = sorted[index]!;
    if (index + 1 < sorted.length && sorted[index + 1] === value) continue;
    sorted[size] = value;
    ends[size++] = index + 1;
  }
  return { distinct: sorted.subarray(0, size), ends: ends.subarray(0, size), total: sorted.length };
}
