import type { NumberVariable, Variable } from './variable.js';

/** Below this share of its square sum, the spread of a number within the common rows is rounding error. */
const CONSTANT_SHARE = 1e-12;

/**
 * Correlation ratio (eta, Pearson 1905): root of the share of the number's variance that lies between the levels. Null
 * when there is one level only, or one number, over the common rows.
 */
export function correlationRatio(
  number: Pick<NumberVariable, 'values'>,
  category: Pick<Variable, 'codes' | 'levelCount'>,
): { readonly value: number | null; readonly count: number } {
  const sums = new Float64Array(category.levelCount);
  const counts = new Float64Array(category.levelCount);
  const { values } = number;
  const { codes } = category;
  let [count, sum, squares] = [0, 0, 0];
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    const level = codes[row]!;
    if (level < 0 || value !== value) continue;
    sums[level]! += value;
    counts[level]!++;
    count++;
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  const total = squares - sum * mean;
  const levels = counts.filter((rows) => rows > 0).length;
  if (levels < 2 || total <= CONSTANT_SHARE * squares) return { value: null, count };
  let between = 0;
  for (let level = 0; level < sums.length; level++) {
    if (counts[level]! > 0) between += counts[level]! * (sums[level]! / counts[level]! - mean) ** 2;
  }
  return { value: Math.sqrt(Math.min(1, between / total)), count };
}
