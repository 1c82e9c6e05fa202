import { leakageHeuristics as limits } from './heuristics.js';

/** How levels divide the range of a number: a piece is a run of values that no other piece's levels reach into. */
export interface RangeSplit {
  readonly rows: number;
  readonly pieces: number;
  /** Share of the rows in the largest piece, and rows in the second largest. */
  readonly largestShare: number;
  readonly secondRows: number;
}

/**
 * Joins levels whose ranges of `outcome` overlap, and counts what remains apart. A column made by cutting the outcome
 * into ranges has as many pieces as ranges; an honest one of any size has one. Levels with a wide gap between them are
 * joined too: they are clusters that nature made (the petals of iris setosa), not a cut.
 *
 * @param codes level of each row, negative = missing
 * @param outcome by row, missing = NaN
 */
export function splitRange(codes: Int32Array, levelCount: number, outcome: Float64Array): RangeSplit {
  const lowest = new Float64Array(levelCount).fill(Infinity);
  const highest = new Float64Array(levelCount).fill(-Infinity);
  const counts = new Uint32Array(levelCount);
  for (let row = 0; row < codes.length; row++) {
    const level = codes[row]!;
    const value = outcome[row]!;
    if (level < 0 || Number.isNaN(value)) continue;
    counts[level]!++;
    if (value < lowest[level]!) lowest[level] = value;
    if (value > highest[level]!) highest[level] = value;
  }
  const used = Array.from(counts.keys()).filter((level) => counts[level]! > 0);
  used.sort((one, other) => lowest[one]! - lowest[other]!);
  const range = highest.reduce((top, value) => Math.max(top, value), -Infinity) - (lowest[used[0] ?? 0] ?? 0);
  const widestCut = limits.widestCut * range;
  const pieces: number[] = [];
  let reached = -Infinity;
  for (const level of used) {
    const gap = lowest[level]! - reached;
    if (pieces.length === 0 || (gap > 0 && gap <= widestCut)) pieces.push(0);
    pieces[pieces.length - 1]! += counts[level]!;
    reached = Math.max(reached, highest[level]!);
  }
  const rows = pieces.reduce((sum, count) => sum + count, 0);
  const [largest = 0, secondRows = 0] = pieces.toSorted((one, other) => other - one);
  return { rows, pieces: pieces.length, largestShare: rows === 0 ? 1 : largest / rows, secondRows };
}
