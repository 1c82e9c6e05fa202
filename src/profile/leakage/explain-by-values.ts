import type { ValueCodes } from './clue.js';
import type { RankedNumbers } from '../columns/ranked-numbers.js';

/**
 * Share of a number's variance that is explained by the mean of the *other* rows with the same value (leave-one-out, so
 * that rare values earn nothing; a value seen once is told by the mean of all). Null without two values, and where their squares overflow.
 */
export function explainByValues(
  { codes, counts: { length: size } }: ValueCodes,
  { values: outcome }: RankedNumbers,
): { explained: number; rows: number } | null {
  const counts = new Float64Array(size);
  const means = new Float64Array(size);
  let [rows, mean] = [0, 0];
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0 || !Number.isFinite(outcome[row]!)) continue;
    means[code]! += (outcome[row]! - means[code]!) / ++counts[code]!;
    mean += (outcome[row]! - mean) / ++rows;
  }
  let [left, total] = [0, 0];
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0 || !Number.isFinite(outcome[row]!)) continue;
    const count = counts[code]!;
    const error = count === 1 ? outcome[row]! - mean : (outcome[row]! - means[code]!) * (count / (count - 1));
    left += error * error;
    total += (outcome[row]! - mean) ** 2;
  }
  return counts.filter((count) => count > 0).length < 2 || total === 0 || !Number.isFinite(total + left)
    ? null
    : { explained: 1 - left / total, rows };
}
