import { borrowKernels } from '../kernels/open-kernels.js';
import type { NumberCounts } from './count-distinct.js';
import { eachChunk } from './number-chunks.js';

const FIRST_SLOTS = 1024;

/**
 * Counts how often each distinct number occurs, in an open-addressed hash table over the 64 bits of the numbers, with
 * linear probing and at least half of its slots free. NaN is no number, and -0 is 0.
 *
 * @param limit most distinct numbers that are held
 * @returns null when there are more
 */
export function tallyNumbers(values: Float64Array, limit: number): NumberCounts | null {
  const space = borrowKernels();
  const { memory, kernels } = space;
  const size = memory.allocate(4);
  memory.uint32[size >>> 2] = 0;
  let slots = FIRST_SLOTS;
  let [keys, counts] = allocateSlots(slots);
  let isFull = false;
  eachChunk(space, values, (address, rows) => {
    for (let done = 0; ;) {
      const room = Math.min(slots >>> 1, limit);
      done += kernels.tally(address + done * 8, rows - done, keys, counts, slots - 1, room, size);
      if (done === rows) return true;
      isFull = room === limit;
      if (isFull) return false;
      grow();
    }
  });
  if (isFull) return null;
  const numbers = memory.float64.slice(keys >>> 3, (keys >>> 3) + slots);
  return {
    size: memory.uint32[size >>> 2]!,
    counts: memory.uint32.slice(counts >>> 2, (counts >>> 2) + slots),
    ascending: false,
    valueAt: (slot) => numbers[slot]!,
  };

  function grow(): void {
    const larger = allocateSlots(slots * 4);
    kernels.retally(keys, counts, slots, ...larger, slots * 4 - 1);
    memory.release(keys, slots * 8);
    memory.release(counts, slots * 4);
    [keys, counts] = larger;
    slots *= 4;
  }

  function allocateSlots(wanted: number): [keys: number, counts: number] {
    const [first, second] = [memory.allocate(wanted * 8), memory.allocate(wanted * 4)];
    memory.uint32.fill(0, second >>> 2, (second >>> 2) + wanted);
    return [first, second];
  }
}
