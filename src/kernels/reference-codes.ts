import { MISSING_CODE } from '../table/types.js';
import type { Kernels } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';

const UNNUMBERED = -1;
const UNWANTED = -2;

/** The kernels that go over codes, in plain TypeScript. */
export function codeKernels(memory: KernelMemory): Pick<Kernels, 'renumber' | 'pick' | 'gather' | 'draw'> {
  const numberOf = (code: number, numbers: number, order: number, size: number): number => {
    const { int32 } = memory;
    const place = (numbers >>> 2) + code;
    if (int32[place] === UNNUMBERED) {
      int32[place] = int32[size >>> 2]!++;
      int32[(order >>> 2) + int32[place]] = code;
    }
    return int32[place]!;
  };
  return {
    renumber: (codes, rows, numbers, order, size) => {
      const cells = memory.int32.subarray(codes >>> 2, (codes >>> 2) + rows);
      cells.forEach((code, row) => {
        if (code !== MISSING_CODE) cells[row] = Math.max(numberOf(code, numbers, order, size), MISSING_CODE);
      });
    },
    pick: (codes, rows, firstRow, numbers, order, size, pickedRows, pickedCodes) => {
      const { int32 } = memory;
      let found = 0;
      for (let row = 0; row < rows; row++) {
        const code = int32[(codes >>> 2) + row]!;
        if (code === MISSING_CODE || int32[(numbers >>> 2) + code] === UNWANTED) continue;
        int32[(pickedRows >>> 2) + found] = firstRow + row;
        int32[(pickedCodes >>> 2) + found] = numberOf(code, numbers, order, size);
        found++;
      }
      return found;
    },
    draw: (pool, offsets, size, threshold, list) => {
      const { uint8, uint32 } = memory;
      let found = 0;
      for (let entry = 0; entry < size; entry++) {
        const start = pool + uint32[(offsets >>> 2) + entry]!;
        const end = pool + uint32[(offsets >>> 2) + entry + 1]!;
        if (hashText(uint8.subarray(start, end)) < threshold) uint32[(list >>> 2) + found++] = entry;
      }
      return found;
    },
    gather: (codes, rows, entries, values) => {
      const { int32, float64 } = memory;
      for (let row = 0; row < rows; row++) {
        const code = int32[(codes >>> 2) + row]!;
        float64[(values >>> 3) + row] = code === MISSING_CODE ? NaN : float64[(entries >>> 3) + code]!;
      }
    },
  };
}

function hashText(text: Uint8Array): number {
  const step = ((text.length - 1) >>> 5) + 1;
  let hash = text.length;
  for (let at = 0; at < text.length; at += step) hash = Math.imul(hash ^ text[at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
