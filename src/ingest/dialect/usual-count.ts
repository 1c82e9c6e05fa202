import { ASIDE_WEIGHT, CORE_SHARE, MIN_CORE_ROWS } from './heuristics.js';

/**
 * The number of cells that rows usually have (the larger one among equals), and the share of the rows that have it. Rows
 * of one cell above and below rows that agree are titles and notes, which count less.
 */
export function usualCount(counts: Int32Array): { usual: number; share: number } {
  let first = 0;
  let last = counts.length - 1;
  while (first < last && counts[first]! <= 1) first++;
  while (last > first && counts[last]! <= 1) last--;
  const core = counts.subarray(first, last + 1);
  const { usual, times } = mostFrequent(core);
  if (times >= MIN_CORE_ROWS && times >= core.length * CORE_SHARE) {
    return { usual, share: times / (core.length + ASIDE_WEIGHT * (counts.length - core.length)) };
  }
  const all = mostFrequent(counts);
  return { usual: all.usual, share: counts.length === 0 ? 0 : all.times / counts.length };
}

function mostFrequent(counts: Int32Array): { usual: number; times: number } {
  const seen = new Map<number, number>();
  for (let row = 0, first = 0; row < counts.length; first = row) {
    const count = counts[row]!;
    // Most rows have as many as the one before.
    while (row < counts.length && counts[row] === count) row++;
    seen.set(count, (seen.get(count) ?? 0) + row - first);
  }
  let usual = 0;
  let times = 0;
  for (const [count, number] of seen) if (number > times || (number === times && count > usual)) [usual, times] = [count, number];
  return { usual, times };
}
