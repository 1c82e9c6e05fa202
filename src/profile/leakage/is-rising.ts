import { leakageHeuristics as limits } from './heuristics.js';
import type { RankedNumbers } from '../columns/ranked-numbers.js';

/**
 * Tells whether `outcome` rises (true) or falls (false) with `numbers` without exception over the rows where both are
 * present. Null where it does neither, and where either has too few distinct values for that to mean anything.
 */
export function isRising(numbers: RankedNumbers, outcome: RankedNumbers): boolean | null {
  const { distinct, ranks } = numbers;
  const lowest = new Int32Array(distinct.length).fill(outcome.distinct.length);
  const highest = new Int32Array(distinct.length).fill(-1);
  const counts = new Uint32Array(distinct.length);
  const outcomeCounts = new Uint32Array(outcome.distinct.length);
  for (let row = 0; row < ranks.length; row++) {
    const rank = ranks[row]!;
    const reached = outcome.ranks[row]!;
    if (rank < 0 || reached < 0) continue;
    counts[rank]!++;
    outcomeCounts[reached]!++;
    if (reached < lowest[rank]!) lowest[rank] = reached;
    if (reached > highest[rank]!) highest[rank] = reached;
  }
  return isVaried(counts) && isVaried(outcomeCounts) ? directionOf(lowest, highest) : null;
}

/** True for rising, false for falling, null for neither. Rows of equal number may have any outcomes that fit between their neighbours'. */
function directionOf(lowest: Int32Array, highest: Int32Array): boolean | null {
  let [rises, falls] = [true, true];
  let [lowestBefore, highestBefore] = [Infinity, -Infinity];
  for (let rank = 0; rank < lowest.length && (rises || falls); rank++) {
    if (highest[rank]! < 0) continue;
    if (lowest[rank]! < highestBefore) rises = false;
    if (highest[rank]! > lowestBefore) falls = false;
    lowestBefore = Math.min(lowestBefore, lowest[rank]!);
    highestBefore = Math.max(highestBefore, highest[rank]!);
  }
  return rises === falls ? null : rises;
}

/** Many distinct values, and not nearly all rows one of them. */
function isVaried(counts: Uint32Array): boolean {
  let [rows, distinct, largest] = [0, 0, 0];
  for (const count of counts) {
    rows += count;
    if (count > 0) distinct++;
    if (count > largest) largest = count;
  }
  if (rows < limits.minRows || rows - largest < limits.minRowsPerPart) return false;
  return distinct >= Math.min(rows / limits.minRowsPerInterval, limits.minRows);
}
