import { lowerBound, sortValues } from '../sorted-values.js';

/** Numbers together with their place among the distinct ones. */
export interface RankedNumbers {
  /** By row; missing = NaN. */
  readonly values: Float64Array;
  /** Ascending. */
  readonly distinct: Float64Array;
  /** Index into `distinct` by row; missing = -1. */
  readonly ranks: Int32Array;
  /** Rows of each distinct value. */
  readonly counts: Uint32Array;
  readonly present: number;
}

/** Sorts once, so that what needs an order later needs one pass. Infinite numbers count as missing. */
export function rankNumbers(values: Float64Array): RankedNumbers {
  const sorted = sortValues(values);
  let size = 0;
  for (let index = 0; index < sorted.length; index++) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) size++;
  }
  const distinct = new Float64Array(size);
  const counts = new Uint32Array(size);
  let last = -1;
  for (let index = 0; index < sorted.length; index++) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) distinct[++last] = sorted[index]!;
    counts[last]!++;
  }
  const ranks = new Int32Array(values.length).fill(-1);
  for (let row = 0; row < values.length; row++) {
    if (Number.isFinite(values[row]!)) ranks[row] = lowerBound(distinct, values[row]!);
  }
  return { values, distinct, ranks, counts, present: sorted.length };
}
