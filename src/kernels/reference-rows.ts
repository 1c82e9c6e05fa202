import type { Kernels } from './kernels.js';
import type { KernelMemory } from './kernel-memory.js';

const GOLDEN = 0x9e3779b1;
const EXPONENT = 0x7ff00000;

type RowKernels = Pick<
  Kernels,
  'hashCodes' | 'hashNumbers' | 'markHashes' | 'findMarked' | 'missingCodes' | 'missingNumbers' | 'findBeyond'
>;

/** The kernels that look for rows, in plain TypeScript. */
export function rowKernels(memory: KernelMemory): RowKernels {
  return {
    hashCodes: (codes, rows, hashes) => {
      const { int32 } = memory;
      for (let row = 0; row < rows; row++) mix(int32, (hashes >>> 2) + row, int32[(codes >>> 2) + row]!);
    },
    hashNumbers: (values, rows, hashes) => {
      const { int32 } = memory;
      for (let row = 0; row < rows; row++) {
        const low = (values >>> 2) + row * 2;
        const high = int32[low + 1]!;
        const word = (high & EXPONENT) === EXPONENT ? EXPONENT : int32[low]! ^ Math.imul(high & 0x7fffffff, GOLDEN);
        mix(int32, (hashes >>> 2) + row, word);
      }
    },
    markHashes: (hashes, rows, words, mask) => {
      const { uint32 } = memory;
      for (let place = hashes >>> 2; place < (hashes >>> 2) + rows; place++) {
        const hash = finish(uint32[place]!);
        uint32[place] = hash;
        const word = (words >>> 2) + ((hash & mask) >>> 5) * 2;
        const bit = 1 << (hash & 31);
        uint32[word + 1]! |= uint32[word]! & bit;
        uint32[word]! |= bit;
      }
    },
    findMarked: (hashes, rows, firstRow, words, mask, list) => {
      const { uint32 } = memory;
      let found = 0;
      for (let row = 0; row < rows; row++) {
        const hash = uint32[(hashes >>> 2) + row]!;
        const several = uint32[(words >>> 2) + ((hash & mask) >>> 5) * 2 + 1]!;
        if (((several >>> (hash & 31)) & 1) === 1) uint32[(list >>> 2) + found++] = firstRow + row;
      }
      return found;
    },
    missingCodes: (codes, rows, words) => {
      setBits(memory, words, rows, (row) => memory.int32[(codes >>> 2) + row]! < 0);
    },
    missingNumbers: (values, rows, words) => {
      setBits(memory, words, rows, (row) => Number.isNaN(memory.float64[(values >>> 3) + row]!));
    },
    findBeyond: (values, rows, firstRow, lower, upper, list) => {
      const { float64, uint32 } = memory;
      let found = 0;
      for (let row = 0; row < rows; row++) {
        const value = float64[(values >>> 3) + row]!;
        if (value < lower || value > upper) uint32[(list >>> 2) + found++] = firstRow + row;
      }
      return found;
    },
  };
}

function setBits({ uint32 }: KernelMemory, words: number, rows: number, isSet: (row: number) => boolean): void {
  uint32.fill(0, words >>> 2, (words >>> 2) + Math.ceil(rows / 32));
  for (let row = 0; row < rows; row++) if (isSet(row)) uint32[(words >>> 2) + (row >>> 5)]! |= 1 << (row & 31);
}

/** Takes in one word; the odd factor keeps words apart, the shift brings high bits down. */
function mix(hashes: Int32Array, place: number, word: number): void {
  const mixed = Math.imul(hashes[place]! ^ word, GOLDEN);
  hashes[place] = mixed ^ (mixed >>> 15);
}

/** The finishing mix of MurmurHash3. */
function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
