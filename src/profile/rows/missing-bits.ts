import { borrowKernels } from '../../kernels/open-kernels.js';
import { CHUNK_VALUES } from '../../table/heuristics.js';
import type { Column } from '../../table/types.js';
import type { ColumnView } from '../columns/column-view.js';

/** The rows in which a column is missing, one bit each. */
export interface MissingBits {
  readonly view: ColumnView;
  readonly words: Uint32Array;
  readonly count: number;
}

/** Of every column that is missing somewhere. */
export function findMissingBits(views: readonly ColumnView[], rowCount: number): MissingBits[] {
  return views.flatMap((view) => {
    if (view.schema.missing === 0) return [];
    const words = findMissing(view.column, rowCount);
    return [{ view, words, count: countBits(words) }];
  });
}

function findMissing(column: Column, rowCount: number): Uint32Array {
  const { memory, kernels } = borrowKernels();
  const [cells, bits] = [memory.allocate(CHUNK_VALUES * 8), memory.allocate(CHUNK_VALUES / 8)];
  const words = new Uint32Array(Math.ceil(rowCount / 32));
  for (let row = 0; row < rowCount; row += CHUNK_VALUES) {
    const end = Math.min(row + CHUNK_VALUES, rowCount);
    if (column.form === 'dictionary') {
      memory.int32.set(column.codes.subarray(row, end), cells >>> 2);
      kernels.missingCodes(cells, end - row, bits);
    } else {
      memory.float64.set(column.values.subarray(row, end), cells >>> 3);
      kernels.missingNumbers(cells, end - row, bits);
    }
    words.set(memory.uint32.subarray(bits >>> 2, (bits >>> 2) + Math.ceil((end - row) / 32)), row / 32);
  }
  return words;
}

export function isMissingIn({ words }: MissingBits, row: number): boolean {
  return ((words[row >>> 5]! >>> (row & 31)) & 1) === 1;
}

/** The rows whose bit is set, ascending. */
export function missingRows({ words, count }: MissingBits): Uint32Array {
  const rows = new Uint32Array(count);
  let size = 0;
  for (let index = 0; index < words.length; index++) {
    for (let word = words[index]!; word !== 0; word &= word - 1) rows[size++] = index * 32 + 31 - Math.clz32(word & -word);
  }
  return rows;
}

export function countBits(words: Uint32Array): number {
  let count = 0;
  for (let index = 0; index < words.length; index++) count += populationCount(words[index]!);
  return count;
}

/** Rows in which both are missing. */
export function countCommonBits(one: Uint32Array, other: Uint32Array): number {
  let count = 0;
  for (let index = 0; index < one.length; index++) count += populationCount(one[index]! & other[index]!);
  return count;
}

/** Bits that are set (Warren, Hacker's Delight, 5-1). */
function populationCount(word: number): number {
  let sums = word - ((word >>> 1) & 0x55555555);
  sums = (sums & 0x33333333) + ((sums >>> 2) & 0x33333333);
  return Math.imul((sums + (sums >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
