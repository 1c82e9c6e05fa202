import type { Kernels } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';

/** The kernels that trees are grown with, in plain TypeScript. */
export function treeKernels(memory: KernelMemory): Pick<Kernels, 'fillHistogram' | 'partitionRows'> {
  return {
    fillHistogram: (bins, width, offsets, rows, count, derivatives, sums, size) => {
      const { uint8, uint32, float64 } = memory;
      const start = sums >>> 3;
      float64.fill(0, start, start + 2 * size);
      for (let index = 0; index < count; index++) {
        const row = uint32[(rows >>> 2) + index]!;
        const first = float64[(derivatives >>> 3) + 2 * row]!;
        const second = float64[(derivatives >>> 3) + 2 * row + 1]!;
        for (let feature = 0; feature < width; feature++) {
          const place = start + 2 * (uint32[(offsets >>> 2) + feature]! + uint8[bins + row * width + feature]!);
          float64[place]! += first;
          float64[place + 1]! += second;
        }
      }
    },
    partitionRows: (bins, width, feature, first, last, rows, count, spare) => {
      const { uint8, uint32 } = memory;
      const [own, other] = [rows >>> 2, spare >>> 2];
      let [left, right] = [0, 0];
      for (let index = 0; index < count; index++) {
        const row = uint32[own + index]!;
        const bin = uint8[bins + row * width + feature]!;
        if (bin >= first && bin <= last) uint32[own + left++] = row;
        else uint32[other + right++] = row;
      }
      uint32.copyWithin(own + left, other, other + right);
      return left;
    },
  };
}
