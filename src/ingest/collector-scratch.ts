import { ENTRY_TABLES_BYTES } from '../kernels/kernels.js';
import type { KernelSpace } from '../kernels/open-kernels.js';
import { entryTables } from './decide/entry-tables.js';
import { BLOCK_ROWS } from './heuristics.js';

/** Kernel memory that the collectors of one table share while they work: room for {@link BLOCK_ROWS} cells. */
export class CollectorScratch {
  readonly values: number;
  readonly decimals: number;
  readonly codes: number;
  readonly others: number;
  readonly text: number;
  /** See `EntryTables`. */
  readonly tables: number;

  /** @param expectedRows rows that the table will have, as far as can be told; 0 when nothing can */
  constructor(
    readonly space: KernelSpace,
    readonly expectedRows = 0,
  ) {
    const { memory } = space;
    this.values = memory.allocate(BLOCK_ROWS * 8);
    this.decimals = memory.allocate(BLOCK_ROWS);
    this.codes = memory.allocate(BLOCK_ROWS * 4);
    this.others = memory.allocate(BLOCK_ROWS * 4);
    this.text = memory.allocate(64);
    this.tables = memory.allocate(ENTRY_TABLES_BYTES);
    memory.uint8.set(entryTables(), this.tables);
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
