import { leakageHeuristics as limits } from './heuristics.js';

/** What a tree is grown on: blocks of neighbouring values of one number, with the rows and the sums of the outcomes of each. */
export interface Blocks {
  /** Rows by block. */
  readonly rows: Float64Array;
  /** Sums of the outcomes by block, `width` in a row: of 0 and 1 per class, or of the one number. */
  readonly sums: Float64Array;
  readonly width: number;
}

interface Leaf {
  readonly start: number;
  readonly end: number;
  readonly cut: number;
  readonly gain: number;
}

/**
 * Grows a regression tree on one number, best split first, and gives the blocks at which its leaves begin, ascending, the
 * first always 0. A split lowers the squared error most, which for outcomes of 0 and 1 per class is Gini's criterion
 * (Breiman and others, Classification and Regression Trees, 1984).
 */
export function growLeaves(blocks: Blocks, maxLeaves: number): number[] {
  const running = accumulate(blocks);
  const leaves = [bestCut(running, 0, blocks.rows.length)];
  while (leaves.length < maxLeaves) {
    const best = leaves.reduce((most, leaf) => (leaf.gain > most.gain ? leaf : most));
    if (best.gain <= limits.minGain) break;
    leaves.splice(leaves.indexOf(best), 1, bestCut(running, best.start, best.cut), bestCut(running, best.cut, best.end));
  }
  return leaves.map(({ start }) => start).sort((one, other) => one - other);
}

/** Sums of all blocks before each. */
function accumulate({ rows, sums, width }: Blocks): Blocks {
  const before = new Float64Array(rows.length + 1);
  const sumsBefore = new Float64Array((rows.length + 1) * width);
  for (let block = 0; block < rows.length; block++) {
    before[block + 1] = before[block]! + rows[block]!;
    const at = block * width;
    for (let output = 0; output < width; output++)
      sumsBefore[at + width + output] = sumsBefore[at + output]! + sums[at + output]!;
  }
  return { rows: before, sums: sumsBefore, width };
}

function bestCut({ rows, sums, width }: Blocks, start: number, end: number): Leaf {
  let [cut, gain] = [start, 0];
  const whole = rows[end]! - rows[start]!;
  for (let middle = start + 1; middle < end; middle++) {
    const left = rows[middle]! - rows[start]!;
    const right = whole - left;
    if (left < limits.minLeafRows) continue;
    if (right < limits.minLeafRows) break;
    let reduced = 0;
    for (let output = 0; output < width; output++) {
      const leftSum = sums[middle * width + output]! - sums[start * width + output]!;
      const rightSum = sums[end * width + output]! - sums[middle * width + output]!;
      reduced += leftSum * leftSum * (right / left) + rightSum * rightSum * (left / right) - 2 * leftSum * rightSum;
    }
    if (reduced / whole > gain) [cut, gain] = [middle, reduced / whole];
  }
  return { start, end, cut, gain };
}
