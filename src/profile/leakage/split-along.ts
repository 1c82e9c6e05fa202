import { leakageHeuristics as limits } from './heuristics.js';
import type { RankedNumbers } from '../columns/ranked-numbers.js';

/** A border in one number below which another is always below its own, and above which always above. */
export interface Border {
  readonly rows: number;
  /** The smallest number above the border. */
  readonly from: number;
  /** Whether the other number is larger above it. */
  readonly rising: boolean;
  /** Share of the rows on the larger side, and rows on the smaller. */
  readonly largestShare: number;
  readonly secondRows: number;
}

/**
 * Finds the border that divides the rows most evenly, by `numbers` and by `outcome` alike, without exception. Where the outcomes of the two
 * sides lie far apart they are clusters that nature made, and no border.
 */
export function splitAlong(numbers: RankedNumbers, outcome: RankedNumbers): Border | null {
  const size = numbers.distinct.length;
  const lowest = new Int32Array(size).fill(outcome.distinct.length);
  const highest = new Int32Array(size).fill(-1);
  const counts = new Uint32Array(size);
  let rows = 0;
  for (let row = 0; row < numbers.ranks.length; row++) {
    const rank = numbers.ranks[row]!;
    const reached = outcome.ranks[row]!;
    if (rank < 0 || reached < 0) continue;
    rows++;
    counts[rank]!++;
    if (reached < lowest[rank]!) lowest[rank] = reached;
    if (reached > highest[rank]!) highest[rank] = reached;
  }
  // Least and most of all that lies above each rank, the rank included.
  const leastAbove = new Int32Array(size + 1).fill(outcome.distinct.length);
  const mostAbove = new Int32Array(size + 1).fill(-1);
  for (let rank = size - 1; rank >= 0; rank--) {
    leastAbove[rank] = Math.min(leastAbove[rank + 1]!, lowest[rank]!);
    mostAbove[rank] = Math.max(mostAbove[rank + 1]!, highest[rank]!);
  }
  const { distinct } = outcome;
  const widest = limits.widestCut * ((distinct.at(-1) ?? 0) - (distinct[0] ?? 0));
  let best: Border | null = null;
  let [least, most, below] = [outcome.distinct.length, -1, 0];
  for (let rank = 0; rank < size; rank++) {
    const rising = most < leastAbove[rank]! && most >= 0;
    const falling = mostAbove[rank]! < least && mostAbove[rank]! >= 0;
    const secondRows = Math.min(below, rows - below);
    const gap = rising
      ? distinct[leastAbove[rank]!]! - distinct[most]!
      : falling
        ? distinct[least]! - distinct[mostAbove[rank]!]!
        : Infinity;
    if (gap <= widest && secondRows > (best?.secondRows ?? 0)) {
      best = { rows, from: numbers.distinct[rank]!, rising, largestShare: 1 - secondRows / rows, secondRows };
    }
    least = Math.min(least, lowest[rank]!);
    most = Math.max(most, highest[rank]!);
    below += counts[rank]!;
  }
  return best;
}
