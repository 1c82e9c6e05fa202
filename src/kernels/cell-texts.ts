import type { KernelMemory } from './kernel-memory.js';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The texts of so many cells of one row, from an address on (see `Kernels`). */
export function cellTexts({ uint8, uint32 }: KernelMemory, cells: number, count: number): string[] {
  const first = cells >>> 2;
  const start = uint32[first]!;
  const end = uint32[first + count * 2 - 1]!;
  const row = decoder.decode(uint8.subarray(start, end));
  // With a character for every byte, cells are parts of the row's text.
  const isAscii = row.length === end - start;
  const texts = new Array<string>(count);
  for (let index = 0; index < count; index++) {
    const from = uint32[first + index * 2]!;
    const to = uint32[first + index * 2 + 1]!;
    texts[index] = isAscii ? row.slice(from - start, to - start) : decoder.decode(uint8.subarray(from, to));
  }
  return texts;
}
