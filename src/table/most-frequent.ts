import { borrowKernels } from '../kernels/open-kernels.js';

/** Where the largest counts stand, the largest first and the first one first among equals; counts of 0 are none. */
export function mostFrequent(counts: Uint32Array, top: number): { readonly place: number; readonly count: number }[] {
  const { memory, kernels } = borrowKernels();
  const { length } = counts;
  const address = memory.allocate(Math.max(1, length) * 4);
  memory.uint32.set(counts, address >>> 2);
  const best: { place: number; count: number }[] = [];
  let least = 1;
  const next = (from: number) => kernels.findCount(address, from, length, least);
  for (let place = next(0); place < length; place = next(place + 1)) {
    best.push({ place, count: counts[place]! });
    best.sort((left, right) => right.count - left.count || left.place - right.place);
    if (best.length > top) best.pop();
    if (best.length === top) least = (best[top - 1]?.count ?? Infinity) + 1;
  }
  return best;
}
