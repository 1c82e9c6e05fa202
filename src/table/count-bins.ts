import { borrowKernels } from '../kernels/open-kernels.js';
import { eachChunk } from './number-chunks.js';

/** Counts the numbers from `from` on in bins of equal width; the last bin takes what lies behind it too. NaN is none. */
export function countBins(
  values: Float64Array,
  { bins, from, width }: { bins: number; from: number; width: number },
): Uint32Array {
  const space = borrowKernels();
  const { memory, kernels } = space;
  const counts = memory.allocate(bins * 4);
  memory.uint32.fill(0, counts >>> 2, (counts >>> 2) + bins);
  eachChunk(space, values, (address, rows) => {
    kernels.fillBins(address, rows, counts, bins, from, width);
    return true;
  });
  return memory.uint32.slice(counts >>> 2, (counts >>> 2) + bins);
}
