import type { KernelSpace } from '../kernels/open-kernels.js';
import { emptyDictionary } from '../table/dictionary.js';
import type { CellTexts, Dictionary } from '../table/types.js';
import { LARGEST_BLOCK_ROWS } from './heuristics.js';

/** Codes of successive cells, at most {@link LARGEST_BLOCK_ROWS}, in kernel memory. */
export interface CodeBlock {
  readonly codes: number;
  readonly rows: number;
}

/** The entries that codes stand for: each with the number of its cells. */
interface Entries {
  readonly dictionary: Dictionary;
  readonly counts: Uint32Array;
}

const UNNUMBERED = -1;
const UNWANTED = -2;

/** The codes of a column's cells in kernel memory, from which the cells of a table are made. */
export class CollectedCodes {
  /** @param inOrder whether the entries are numbered in order of first appearance */
  constructor(
    private readonly space: KernelSpace,
    private readonly blocks: readonly CodeBlock[],
    private readonly entries: Entries,
    private readonly inOrder: boolean,
  ) {}

  /** The value of each cell, given those of the entries; NaN for empty cells. */
  values(entries: Float64Array): Float64Array<ArrayBuffer> {
    const { memory, kernels } = this.space;
    const size = Math.max(1, entries.length) * 8;
    const source = memory.allocate(size);
    const target = memory.allocate(LARGEST_BLOCK_ROWS * 8);
    memory.float64.set(entries, source >>> 3);
    const values = new Float64Array(this.cells());
    let at = 0;
    for (const { codes, rows } of this.blocks) {
      kernels.gather(codes, rows, source, target);
      values.set(memory.float64.subarray(target >>> 3, (target >>> 3) + rows), at);
      at += rows;
    }
    memory.release(source, size);
    memory.release(target, LARGEST_BLOCK_ROWS * 8);
    return values;
  }

  /** The cells whose entry is picked (1). */
  pick(picked: Uint8Array): CellTexts {
    const total = this.countPicked(picked);
    const rows = new Uint32Array(total);
    const codes = new Uint32Array(total);
    if (total === 0) return { rows, codes, texts: emptyDictionary };
    const { memory, kernels } = this.space;
    const [pickedRows, pickedCodes] = [memory.allocate(LARGEST_BLOCK_ROWS * 4), memory.allocate(LARGEST_BLOCK_ROWS * 4)];
    const order = this.numbered(
      picked.map((is) => 1 - is),
      (numbers, order, size) => {
        let row = 0;
        let at = 0;
        for (const block of this.blocks) {
          const found = kernels.pick(block.codes, block.rows, row, numbers, order, size, pickedRows, pickedCodes);
          rows.set(memory.uint32.subarray(pickedRows >>> 2, (pickedRows >>> 2) + found), at);
          codes.set(memory.uint32.subarray(pickedCodes >>> 2, (pickedCodes >>> 2) + found), at);
          row += block.rows;
          at += found;
        }
      },
    );
    for (const address of [pickedRows, pickedCodes]) memory.release(address, LARGEST_BLOCK_ROWS * 4);
    return { rows, codes, texts: selectEntries(this.entries, order).dictionary };
  }

  /** All codes, and the entries that have cells and are not dropped (1). The codes here are of no use afterwards. */
  keep(dropped: Uint8Array): Entries & { readonly codes: Int32Array } {
    const { memory, kernels } = this.space;
    let { entries } = this;
    if (!this.inOrder || dropped.includes(1) || entries.counts.includes(0)) {
      const order = this.numbered(dropped, (numbers, order, size) => {
        for (const { codes, rows } of this.blocks) kernels.renumber(codes, rows, numbers, order, size);
      });
      entries = selectEntries(entries, order);
    }
    const codes = new Int32Array(this.cells());
    let at = 0;
    for (const block of this.blocks) {
      codes.set(memory.int32.subarray(block.codes >>> 2, (block.codes >>> 2) + block.rows), at);
      at += block.rows;
    }
    return { ...entries, codes };
  }

  private cells(): number {
    return this.blocks.reduce((sum, { rows }) => sum + rows, 0);
  }

  private countPicked(picked: Uint8Array): number {
    let total = 0;
    for (let entry = picked.indexOf(1); entry >= 0; entry = picked.indexOf(1, entry + 1)) total += this.entries.counts[entry]!;
    return total;
  }

  /** Has entries numbered while `run` goes over the cells. @returns the entries in their new order */
  private numbered(unwanted: Uint8Array, run: (numbers: number, order: number, size: number) => void): Uint32Array {
    const { memory } = this.space;
    const bytes = Math.max(1, unwanted.length) * 4;
    const [numbers, order, size] = [memory.allocate(bytes), memory.allocate(bytes), memory.allocate(4)];
    const places = memory.int32.subarray(numbers >>> 2, (numbers >>> 2) + unwanted.length).fill(UNNUMBERED);
    for (let entry = unwanted.indexOf(1); entry >= 0; entry = unwanted.indexOf(1, entry + 1)) places[entry] = UNWANTED;
    memory.uint32[size >>> 2] = 0;
    run(numbers, order, size);
    const entries = memory.uint32.slice(order >>> 2, (order >>> 2) + memory.uint32[size >>> 2]!);
    for (const address of [numbers, order]) memory.release(address, bytes);
    memory.release(size, 4);
    return entries;
  }
}

/** Some of the entries, in this order. */
export function selectEntries({ dictionary, counts }: Entries, order: Uint32Array): Entries {
  // Most dictionaries stay as they are.
  if (order.length === dictionary.size && order.every((entry, number) => entry === number)) return { dictionary, counts };
  const offsets = new Uint32Array(order.length + 1);
  const keptCounts = new Uint32Array(order.length);
  for (let number = 0; number < order.length; number++) {
    const entry = order[number]!;
    offsets[number + 1] = offsets[number]! + dictionary.offsets[entry + 1]! - dictionary.offsets[entry]!;
    keptCounts[number] = counts[entry]!;
  }
  const bytes = new Uint8Array(offsets[order.length]!);
  for (let number = 0; number < order.length; number++) {
    const from = dictionary.offsets[order[number]!]!;
    const start = offsets[number]!;
    for (let at = start; at < offsets[number + 1]!; at++) bytes[at] = dictionary.bytes[from + at - start]!;
  }
  return { dictionary: { size: order.length, bytes, offsets }, counts: keptCounts };
}
