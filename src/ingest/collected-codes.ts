import { emptyDictionary } from '../table/dictionary.js';
import { RangeCount, rememberRange } from '../table/number-range.js';
import type { CellTexts, Dictionary, SparseTexts } from '../table/types.js';
import type { CollectorScratch } from './collector-scratch.js';

/** The entries that codes stand for: each with the number of its cells. */
interface Entries {
  readonly dictionary: Dictionary;
  readonly counts: Uint32Array;
}

const UNNUMBERED = -1;
const UNWANTED = -2;

/** The codes of a column's cells, from which the cells of a table are made. */
export class CollectedCodes {
  /** @param inOrder whether the entries are numbered in order of first appearance */
  constructor(
    private readonly scratch: CollectorScratch,
    private readonly codes: Int32Array,
    /** `filled` are the cells that have one. */
    private readonly entries: Entries & { readonly filled: number },
    private readonly inOrder: boolean,
  ) {}

  /** The value of each cell, given those of the entries; NaN for empty cells. */
  values(entries: Float64Array): Float64Array {
    const { space, values: target } = this.scratch;
    const { memory, kernels } = space;
    const size = Math.max(1, entries.length) * 8;
    const source = memory.allocate(size);
    memory.float64.set(entries, source >>> 3);
    const values = new Float64Array(this.codes.length);
    const counted = new RangeCount(space);
    this.scratch.inBlocks(this.codes, (codes, rows, from) => {
      kernels.gather(codes, rows, source, target);
      counted.add(target, rows);
      values.set(memory.float64.subarray(target >>> 3, (target >>> 3) + rows), from);
    });
    rememberRange(values, counted.range(values.length));
    counted.release();
    memory.release(source, size);
    return values;
  }

  /** The texts of the cells whose entry is picked (1). The codes here are of no use afterwards. */
  texts(picked: Uint8Array): CellTexts {
    const total = this.countPicked(picked);
    if (total * 2 <= this.codes.length) return this.pick(picked, total);
    const { dictionary, codes } = this.keep(opposite(picked));
    return { rows: null, codes, texts: dictionary };
  }

  /** As {@link texts}, for few cells: the codes here stay as they are. */
  pick(picked: Uint8Array, total = this.countPicked(picked)): SparseTexts {
    const rows = new Uint32Array(total);
    const codes = new Uint32Array(total);
    if (total === 0) return { rows, codes, texts: emptyDictionary };
    const { space, others: pickedRows, values: pickedCodes } = this.scratch;
    const { memory, kernels } = space;
    const order = this.numbered(opposite(picked), (numbers, order, size) => {
      let at = 0;
      this.scratch.inBlocks(this.codes, (block, count, from) => {
        const found = kernels.pick(block, count, from, numbers, order, size, pickedRows, pickedCodes);
        rows.set(memory.uint32.subarray(pickedRows >>> 2, (pickedRows >>> 2) + found), at);
        codes.set(memory.uint32.subarray(pickedCodes >>> 2, (pickedCodes >>> 2) + found), at);
        at += found;
      });
    });
    return { rows, codes, texts: selectEntries(this.entries, order).dictionary };
  }

  /** All codes, and the entries that have cells and are not dropped (1). The codes here are of no use afterwards. */
  keep(dropped: Uint8Array): Entries & { readonly codes: Int32Array } {
    const { codes } = this;
    const { dictionary, counts } = this.entries;
    if (this.inOrder && !dropped.includes(1) && !counts.includes(0)) return { dictionary, counts, codes };
    const { memory, kernels } = this.scratch.space;
    const order = this.numbered(dropped, (numbers, order, size) => {
      this.scratch.inBlocks(this.codes, (block, rows, from) => {
        kernels.renumber(block, rows, numbers, order, size);
        codes.set(memory.int32.subarray(block >>> 2, (block >>> 2) + rows), from);
      });
    });
    return { ...selectEntries(this.entries, order), codes };
  }

  private countPicked(picked: Uint8Array): number {
    if (!picked.includes(0)) return this.entries.filled;
    let total = 0;
    for (let entry = picked.indexOf(1); entry >= 0; entry = picked.indexOf(1, entry + 1)) total += this.entries.counts[entry]!;
    return total;
  }

  /** Has entries numbered while `run` goes over the cells. @returns the entries in their new order */
  private numbered(unwanted: Uint8Array, run: (numbers: number, order: number, size: number) => void): Uint32Array {
    const { memory } = this.scratch.space;
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

/** 1 for 0, and 0 for 1. */
function opposite(picked: Uint8Array): Uint8Array {
  return picked.includes(0) ? picked.map((is) => 1 - is) : new Uint8Array(picked.length);
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
  for (let number = 0; number < order.length;) {
    // Entries that stood behind each other are copied together.
    let end = number + 1;
    while (end < order.length && order[end] === order[end - 1]! + 1) end++;
    const from = dictionary.offsets[order[number]!];
    bytes.set(dictionary.bytes.subarray(from, dictionary.offsets[order[end - 1]! + 1]), offsets[number]);
    number = end;
  }
  return { dictionary: { size: order.length, bytes, offsets }, counts: keptCounts };
}
