import { borrowKernels } from '../../kernels/open-kernels.js';
import type { NumberVariable, Variable } from './variable.js';

/** Below this share of its square sum, the spread of a number within the common rows is rounding error. */
const CONSTANT_SHARE = 1e-12;

/**
 * Correlation ratio: root of the share of the number's variance that lies between the levels, corrected for what many levels would
 * have of it by chance alone (epsilon, Kelley, "An unbiased correlation ratio measure", 1935): 0 where they have no more than that.
 * Null when there is one level only, one number, or a level for every row, over the common rows.
 */
export function correlationRatio(
  number: Pick<NumberVariable, 'values'>,
  category: Pick<Variable, 'codes' | 'levelCount'>,
): { readonly value: number | null; readonly count: number } {
  const { sums, counts, count, sum, squares } = sumLevels(number.values, category);
  const mean = sum / count;
  const total = squares - sum * mean;
  const levels = counts.filter((rows) => rows > 0).length;
  if (levels < 2 || levels >= count || total <= CONSTANT_SHARE * squares) return { value: null, count };
  let between = 0;
  for (let level = 0; level < sums.length; level++) {
    if (counts[level]! > 0) between += counts[level]! * (sums[level]! / counts[level]! - mean) ** 2;
  }
  const within = Math.max(0, 1 - between / total);
  return { value: Math.sqrt(Math.max(0, 1 - (within * (count - 1)) / (count - levels))), count };
}

function sumLevels(values: Float64Array, { codes, levelCount }: Pick<Variable, 'codes' | 'levelCount'>) {
  const { memory, kernels } = borrowKernels();
  const rows = values.length;
  const [numbers, levels] = [memory.allocate(Math.max(1, rows) * 8), memory.allocate(Math.max(1, rows) * 4)];
  const [sums, counts, totals] = [memory.allocate(levelCount * 8 + 8), memory.allocate(levelCount * 4 + 4), memory.allocate(24)];
  memory.float64.set(values, numbers >>> 3);
  memory.int32.set(codes, levels >>> 2);
  memory.float64.fill(0, sums >>> 3, (sums >>> 3) + levelCount);
  memory.uint32.fill(0, counts >>> 2, (counts >>> 2) + levelCount);
  kernels.sumLevels(numbers, levels, rows, sums, counts, totals);
  return {
    sums: memory.float64.slice(sums >>> 3, (sums >>> 3) + levelCount),
    counts: memory.uint32.slice(counts >>> 2, (counts >>> 2) + levelCount),
    count: memory.float64[totals >>> 3]!,
    sum: memory.float64[(totals >>> 3) + 1]!,
    squares: memory.float64[(totals >>> 3) + 2]!,
  };
}
