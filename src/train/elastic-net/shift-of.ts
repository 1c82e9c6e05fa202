import type { ElasticPenalty } from './coordinate-descent.js';

/**
 * What to take off all these weights so that their penalty is smallest: between their median and their mean (Friedman, Hastie
 * and Tibshirani 2010, section 4.1). 0 where that is as good.
 */
export function shiftOf(weights: Float64Array, { l1, l2 }: ElasticPenalty): number {
  const count = weights.length;
  const sorted = weights.slice().sort();
  const sum = sorted.reduce((total, weight) => total + weight, 0);
  const below = sorted.filter((weight) => weight < 0).length;
  const above = sorted.filter((weight) => weight > 0).length;
  if (Math.abs(l1 * (below - above) - l2 * sum) <= l1 * (count - below - above)) return 0;
  // The slope of the penalty grows with the shift: the best one is in the first gap at whose end it is not below 0.
  for (let passed = 1; passed < count; passed++) {
    const end = sorted[passed] as number;
    if (l1 * (2 * passed - count) + l2 * (count * end - sum) < 0) continue;
    const inside = l2 === 0 ? -Infinity : (sum - (l1 / l2) * (2 * passed - count)) / count;
    return Math.max(sorted[passed - 1] as number, Math.min(end, inside));
  }
  return sorted[count - 1] as number;
}
