import type { Kernels } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';

/** Puts values into bins, in plain TypeScript. */
export function binColumn(
  { float64, uint8 }: KernelMemory,
  ...[values, rows, width, edges, count, bins]: Parameters<Kernels['binColumn']>
): void {
  const own = float64.subarray(edges >>> 3, (edges >>> 3) + count);
  for (let row = 0; row < rows; row++) {
    const value = float64[(values >>> 3) + row * width]!;
    const above = own.findIndex((edge) => edge > value);
    uint8[bins + row] = Number.isNaN(value) ? 0 : (above < 0 ? count : above) + 1;
  }
}
