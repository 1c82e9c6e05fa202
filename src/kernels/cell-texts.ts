import type { KernelMemory } from './kernel-memory.js';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The texts of so many cells in a row, from an address on (see `Kernels`). */
export function cellTexts({ uint8, uint32 }: KernelMemory, cells: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const cell = (cells >>> 2) + index * 2;
    return decoder.decode(uint8.subarray(uint32[cell], uint32[cell + 1]));
  });
}
