import { growLeaves } from './grow-leaves.js';
import { leakageHeuristics as limits } from './heuristics.js';
import type { RankedNumbers } from '../columns/ranked-numbers.js';

/** Rows and sums of the outcome by block of neighbouring numbers; the missing ones are the last block. */
interface Fold {
  readonly rows: Float64Array;
  readonly sums: Float64Array;
  squares: number;
}

/**
 * Share of a number's variance that a small tree on another number explains in rows it was not learned from (5-fold
 * cross-validation; rows come in canonical order, so every fifth row is a fold).
 */
export function explainByNumber(numbers: RankedNumbers, { values: outcome }: RankedNumbers): { explained: number; rows: number } {
  const blocks = equalBlocks(numbers);
  const size = (blocks.at(-1) ?? -1) + 1;
  const folds = Array.from({ length: limits.folds }, (): Fold => ({
    rows: new Float64Array(size + 1),
    sums: new Float64Array(size + 1),
    squares: 0,
  }));
  const middle = outcome.find(Number.isFinite) ?? 0;
  for (let row = 0; row < outcome.length; row++) {
    if (!Number.isFinite(outcome[row]!)) continue;
    const fold = folds[row % limits.folds]!;
    const rank = numbers.ranks[row]!;
    const block = rank < 0 ? size : blocks[rank]!;
    // Distances from one of the values keep sums of squares exact where all values are large and alike.
    const value = outcome[row]! - middle;
    fold.rows[block]!++;
    fold.sums[block]! += value;
    fold.squares += value * value;
  }
  const all = addFolds(folds);
  const [rows, sum] = [total(all.rows), total(all.sums)];
  const spread = all.squares - (sum * sum) / rows;
  const left = folds.reduce((errors, held) => errors + squaredErrors(addFolds(folds.filter((fold) => fold !== held)), held), 0);
  // Squares of the largest numbers overflow; then nothing is claimed.
  return { explained: spread > 0 && Number.isFinite(left / spread) && Number.isFinite(spread) ? 1 - left / spread : 0, rows };
}

function equalBlocks({ counts, present }: RankedNumbers): Int32Array {
  const share = present / limits.equalBlocks;
  let [block, filled] = [0, 0];
  return Int32Array.from(counts, (count, rank) => {
    if (rank > 0 && filled >= share) [block, filled] = [block + 1, 0];
    filled += count;
    return block;
  });
}

function squaredErrors(learned: Fold, held: Fold): number {
  const size = learned.rows.length - 1;
  const present = { rows: learned.rows.subarray(0, size), sums: learned.sums.subarray(0, size), width: 1 };
  const starts = [...(size === 0 ? [] : growLeaves(present, limits.minTreeLeaves)), size, size + 1];
  const mean = total(learned.sums) / Math.max(1, total(learned.rows));
  let errors = held.squares;
  for (let leaf = 0; leaf + 1 < starts.length; leaf++) {
    const [start, end] = [starts[leaf]!, starts[leaf + 1]!];
    const count = total(learned.rows.subarray(start, end));
    const told = count === 0 ? mean : total(learned.sums.subarray(start, end)) / count;
    errors += told * told * total(held.rows.subarray(start, end)) - 2 * told * total(held.sums.subarray(start, end));
  }
  return errors;
}

function addFolds(folds: readonly Fold[]): Fold {
  const size = folds[0]!.rows.length;
  const sum: Fold = { rows: new Float64Array(size), sums: new Float64Array(size), squares: 0 };
  for (const { rows, sums, squares } of folds) {
    for (let block = 0; block < size; block++) {
      sum.rows[block]! += rows[block]!;
      sum.sums[block]! += sums[block]!;
    }
    sum.squares += squares;
  }
  return sum;
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
