import { borrowKernels } from '../kernels/open-kernels.js';
import type { NumberCount, NumberCounts } from './count-distinct.js';

/** The numbers with the largest counts, most frequent first and the smaller number first among equals. */
export function mostFrequent(numbers: Omit<NumberCounts, 'size'>, top: number): NumberCount[] {
  const { memory, kernels } = borrowKernels();
  const { length } = numbers.counts;
  const counts = memory.allocate(Math.max(1, length) * 4);
  memory.uint32.set(numbers.counts, counts >>> 2);
  const best: NumberCount[] = [];
  let least = 1;
  const next = (from: number) => kernels.findCount(counts, from, length, least);
  for (let slot = next(0); slot < length; slot = next(slot + 1)) {
    const found = { value: numbers.valueAt(slot), count: numbers.counts[slot]! };
    const last = best[top - 1];
    if (last !== undefined && compare(last, found) <= 0) continue;
    best.push(found);
    best.sort(compare);
    if (best.length > top) best.pop();
    // Among equals the first slot wins where the numbers ascend.
    if (best.length === top) least = (best[top - 1]?.count ?? Infinity) + Number(numbers.ascending);
  }
  return best;
}

function compare(left: NumberCount, right: NumberCount): number {
  return right.count - left.count || left.value - right.value;
}
