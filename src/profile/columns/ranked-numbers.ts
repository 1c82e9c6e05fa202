import { countAt, distributionOf, type Distribution } from './distribution.js';
import { lowerBound } from '../../table/lower-bound.js';

/** Numbers together with their place among the distinct ones. */
export interface RankedNumbers {
  /** By row; missing = NaN. */
  readonly values: Float64Array;
  readonly distribution: Distribution;
  /** Those of the distribution, ascending. */
  readonly distinct: Float64Array;
  /** Index into `distinct` by row; missing = -1. */
  readonly ranks: Int32Array;
  /** Rows of each distinct value. */
  readonly counts: Uint32Array;
  readonly present: number;
}

/** The middle rank of each value among equal ones, from 0 (scipy's rankdata(method='average') less 1); missing = NaN. */
export function middleRanks({ ranks, distribution: { ends } }: RankedNumbers): Float64Array {
  const middles = new Float64Array(ranks.length);
  for (let row = 0; row < ranks.length; row++) {
    const place = ranks[row]!;
    middles[row] = place < 0 ? NaN : (ends[place]! + (place === 0 ? 0 : ends[place - 1]!) - 1) / 2;
  }
  return middles;
}

/** Sorts once, so that what needs an order later needs one pass. Infinite numbers count as missing. */
export function rankNumbers(values: Float64Array): RankedNumbers {
  const distribution = distributionOf(values, null);
  const { values: distinct, total: present } = distribution;
  const counts = new Uint32Array(distinct.length);
  for (let place = 0; place < counts.length; place++) counts[place] = countAt(distribution, place);
  const ranks = new Int32Array(values.length).fill(-1);
  for (let row = 0; row < values.length; row++) {
    if (Number.isFinite(values[row]!)) ranks[row] = lowerBound(distinct, values[row]!);
  }
  return { values, distribution, distinct, ranks, counts, present };
}
