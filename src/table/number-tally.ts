import { borrowKernels } from '../kernels/open-kernels.js';
import type { NumberCounts } from './count-distinct.js';
import { lowerBound } from './lower-bound.js';
import { eachChunk } from './number-chunks.js';
import { sortNumbers } from './sort-numbers.js';

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
  const places = memory.allocate(slots * 4);
  const distinct = kernels.compactCounts(counts, slots, places);
  const found = new Float64Array(distinct);
  for (let index = 0; index < distinct; index++) {
    found[index] = memory.float64[(keys >>> 3) + memory.uint32[(places >>> 2) + index]!]!;
  }
  return inOrder(found, memory.uint32.slice(counts >>> 2, (counts >>> 2) + distinct));

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

function inOrder(numbers: Float64Array, unordered: Uint32Array): NumberCounts {
  const values = sortNumbers(numbers);
  const counts = new Uint32Array(values.length);
  for (let index = 0; index < numbers.length; index++) counts[lowerBound(values, numbers[index]!)] = unordered[index]!;
  return { values, counts };
}
