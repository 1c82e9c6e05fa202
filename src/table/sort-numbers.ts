import { borrowKernels } from '../kernels/open-kernels.js';
import { KERNEL_SORT_VALUES } from './heuristics.js';

const COUNTS_BYTES = 8 * 1024;

/** The numbers in ascending order, -0 before 0, without NaN: a copy. */
export function sortNumbers(values: Float64Array): Float64Array {
  const sorted = withoutMissing(values);
  const { length } = sorted;
  if (length < KERNEL_SORT_VALUES) return sorted.sort();
  const { memory, kernels } = borrowKernels();
  const [address, spare, counts] = [memory.allocate(length * 8), memory.allocate(length * 8), memory.allocate(COUNTS_BYTES)];
  memory.float64.set(sorted, address >>> 3);
  kernels.sortNumbers(address, length, spare, counts);
  sorted.set(memory.float64.subarray(address >>> 3, (address >>> 3) + length));
  return sorted;
}

function withoutMissing(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length);
  let size = 0;
  for (let row = 0; row < values.length; row++) {
    present[size] = values[row]!;
    // What is missing is written over.
    if (values[row] === values[row]) size++;
  }
  return present.subarray(0, size);
}
