import { ENTRY_TABLES_BYTES } from '../kernels/kernels.js';
import type { KernelSpace } from '../kernels/open-kernels.js';
import type { CodedCells, TextDictionary } from '../kernels/text-dictionary.js';
import { entryTables } from './decide/entry-tables.js';
import { BLOCK_ROWS } from './heuristics.js';

/** Kernel memory that the collectors of one table share while they work: room for {@link BLOCK_ROWS} cells. */
export class CollectorScratch {
  readonly values: number;
  readonly decimals: number;
  readonly others: number;
  readonly text: number;
  /** See `EntryTables`. */
  readonly tables: number;
  private blocks: { readonly codes: number; readonly before: number };
  /** The cells coded last, and which rows they are of. */
  private leader: (CodedCells & { readonly from: number; readonly rows: number }) | null = null;

  /** @param expectedRows rows that the table will have, as far as can be told; 0 when nothing can */
  constructor(
    readonly space: KernelSpace,
    readonly expectedRows = 0,
  ) {
    const { memory } = space;
    this.values = memory.allocate(BLOCK_ROWS * 8);
    this.decimals = memory.allocate(BLOCK_ROWS);
    this.blocks = { codes: memory.allocate(BLOCK_ROWS * 4), before: memory.allocate(BLOCK_ROWS * 4) };
    this.others = memory.allocate(BLOCK_ROWS * 4);
    this.text = memory.allocate(64);
    this.tables = memory.allocate(ENTRY_TABLES_BYTES);
    memory.uint8.set(entryTables(), this.tables);
  }

  get codes(): number {
    return this.blocks.codes;
  }

  /** The codes that the same rows have in the column before; null where that has none. */
  leaderOf(from: number, rows: number): CodedCells | null {
    return this.leader?.from === from && this.leader.rows === rows ? this.leader : null;
  }

  /** Keeps {@link codes} for the next column: those of so many rows. They go elsewhere from now on. */
  lead(dictionary: TextDictionary, from: number, rows: number): void {
    const { codes, before } = this.blocks;
    this.leader = { dictionary, codes, from, rows };
    this.blocks = { codes: before, before: codes };
  }

  /** Visits a column's codes block by block, each placed in {@link codes}. */
  inBlocks(codes: Int32Array, visit: (address: number, count: number, from: number) => void): void {
    for (let from = 0; from < codes.length; from += BLOCK_ROWS) {
      const block = codes.subarray(from, from + BLOCK_ROWS);
      this.space.memory.int32.set(block, this.codes >>> 2);
      visit(this.codes, block.length, from);
    }
  }
}
