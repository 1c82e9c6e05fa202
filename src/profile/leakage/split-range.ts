import { leakageHeuristics as limits } from './heuristics.js';
import type { RankedNumbers } from '../columns/ranked-numbers.js';

/** How values divide the range of a number: a piece is a run of numbers that no other piece's values reach into. */
export interface RangeSplit {
  readonly rows: number;
  readonly pieces: number;
  /** Share of the rows in the largest piece, and rows in the second largest. */
  readonly largestShare: number;
  readonly secondRows: number;
  /** Values whose range reaches into that of others. */
  readonly overlaps: number;
  /** Distinct numbers per piece on average: 1 where each value has its own number, as in a price list. */
  readonly numbersPerPiece: number;
}

/**
 * Joins values whose ranges of `outcome` overlap, and counts what remains apart. A column made by cutting the outcome
 * into ranges has as many pieces as ranges; an honest one of any size has one. Values with a wide gap between them are
 * joined too: they are clusters that nature made (the petals of iris setosa), not a cut.
 *
 * @param codes value of each row, negative = missing
 */
export function splitRange(codes: Int32Array, size: number, { ranks, distinct }: RankedNumbers): RangeSplit {
  const lowest = new Int32Array(size).fill(distinct.length);
  const highest = new Int32Array(size).fill(-1);
  const counts = new Uint32Array(size);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    const rank = ranks[row]!;
    if (code < 0 || rank < 0) continue;
    counts[code]!++;
    if (rank < lowest[code]!) lowest[code] = rank;
    if (rank > highest[code]!) highest[code] = rank;
  }
  const used = Array.from(counts.keys()).filter((code) => counts[code]! > 0);
  used.sort((one, other) => lowest[one]! - lowest[other]!);
  const widestCut = limits.widestCut * ((distinct.at(-1) ?? 0) - (distinct[0] ?? 0));
  const pieces: number[] = [];
  let reached = -1;
  let overlaps = 0;
  for (const code of used) {
    const apart = lowest[code]! > reached && (reached < 0 || distinct[lowest[code]!]! - distinct[reached]! <= widestCut);
    if (apart) pieces.push(0);
    else if (lowest[code]! <= reached) overlaps++;
    pieces[pieces.length - 1]! += counts[code]!;
    reached = Math.max(reached, highest[code]!);
  }
  const rows = pieces.reduce((sum, count) => sum + count, 0);
  const [largest = 0, secondRows = 0] = pieces.toSorted((one, other) => other - one);
  return {
    rows,
    pieces: pieces.length,
    largestShare: rows === 0 ? 1 : largest / rows,
    secondRows,
    overlaps,
    numbersPerPiece: pieces.length === 0 ? 0 : distinct.length / pieces.length,
  };
}
