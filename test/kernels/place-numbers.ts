import type { KernelSpace } from '../../src/kernels/open-kernels.js';

/** Puts numbers into kernel memory: their address. */
export function placeNumbers({ memory }: KernelSpace, numbers: readonly number[]): number {
  const address = memory.allocate(Math.max(1, numbers.length) * 8);
  memory.float64.set(numbers, address >>> 3);
  return address;
}

/** Puts whole numbers of 32 bits into kernel memory: their address. */
export function placeIntegers({ memory }: KernelSpace, numbers: readonly number[]): number {
  const address = memory.allocate(Math.max(1, numbers.length) * 4);
  memory.int32.set(numbers, address >>> 2);
  return address;
}

/** The whole numbers at an address. */
export function integersAt({ memory }: KernelSpace, address: number, count: number): number[] {
  return Array.from(memory.int32.subarray(address >>> 2, (address >>> 2) + count));
}
