import { borrowKernels } from '../kernels/open-kernels.js';
import type { NumberCounts } from './count-distinct.js';
import { CHUNK_VALUES, COUNTED_RUNS } from './heuristics.js';
import { eachChunk } from './number-chunks.js';
import type { NumberRange } from './number-range.js';

/**
 * Counts numbers that never fall, or never rise, as times in a log: equal ones stand one behind the other.
 *
 * @returns the counts, smaller numbers first; null when the numbers are in no order, or more than {@link COUNTED_RUNS} are different
 */
export function countRuns(values: Float64Array, { present, rises, falls }: NumberRange): NumberCounts | null {
  const distinct = rises + falls + Math.min(present, 1);
  if ((rises > 0 && falls > 0) || distinct > COUNTED_RUNS) return null;
  const space = borrowKernels();
  const { memory, kernels } = space;
  const [numbers, counts] = [memory.allocate(CHUNK_VALUES * 8), memory.allocate(CHUNK_VALUES * 4)];
  const found = { values: new Float64Array(distinct), counts: new Uint32Array(distinct) };
  let done = 0;
  eachChunk(space, values, (address, rows) => {
    const runs = kernels.countRuns(address, rows, numbers, counts);
    if (runs === 0) return true;
    // A run may go on from one chunk to the next.
    const before = done > 0 && found.values[done - 1] === memory.float64[numbers >>> 3] ? found.counts[done - 1]! : 0;
    if (before > 0) done--;
    found.values.set(memory.float64.subarray(numbers >>> 3, (numbers >>> 3) + runs), done);
    found.counts.set(memory.uint32.subarray(counts >>> 2, (counts >>> 2) + runs), done);
    found.counts[done]! += before;
    done += runs;
    return true;
  });
  if (falls === 0) return found;
  return { values: found.values.reverse(), counts: found.counts.reverse() };
}
