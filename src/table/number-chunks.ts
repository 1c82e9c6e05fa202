import type { KernelSpace } from '../kernels/open-kernels.js';
import { CHUNK_VALUES } from './heuristics.js';

/** Numbers placed in kernel memory piece by piece: `visit` gets the address and length of each, and may end it by giving false. */
export function eachChunk(
  { memory }: KernelSpace,
  values: Float64Array,
  visit: (address: number, rows: number, from: number) => boolean | undefined,
): void {
  const address = memory.allocate(CHUNK_VALUES * 8);
  for (let from = 0; from < values.length; from += CHUNK_VALUES) {
    const chunk = values.subarray(from, from + CHUNK_VALUES);
    memory.float64.set(chunk, address >>> 3);
    if (visit(address, chunk.length, from) === false) break;
  }
  memory.release(address, CHUNK_VALUES * 8);
}
