import { ENTRY_TABLES_BYTES, STATISTICS_BYTES, StatisticsField } from '../kernels/csv-kernels.js';
import type { KernelSpace } from '../kernels/open-kernels.js';
import { TextDictionary } from '../kernels/text-dictionary.js';
import { emptyDictionary } from '../table/dictionary.js';
import { lowerBound } from '../table/lower-bound.js';
import { MISSING_CODE } from '../table/types.js';
import { CollectedCodes } from './collected-codes.js';
import type { CodeBlock } from './collected-codes.js';
import type { CollectedColumn, CollectedNumbers, CollectedTexts } from './collected-column.js';
import { entryTables } from './decide/entry-tables.js';
import { FIRST_BLOCK_ROWS, LARGEST_BLOCK_ROWS, TEXTS_MIN_OTHERS, TEXTS_SHARE } from './heuristics.js';

/** Rows of one column in kernel memory. `values` and `decimals` while the column holds numbers, `codes` once it holds texts. */
interface Block {
  readonly capacity: number;
  rows: number;
  values: number;
  decimals: number;
  codes: number;
}

/** Memory that the collectors of one table share while they work. */
export class CollectorScratch {
  readonly others: number;
  readonly codes: number;
  readonly text: number;
  readonly statistics: number;
  /** See `EntryTables`. */
  readonly tables: number;

  constructor(readonly space: KernelSpace) {
    const { memory } = space;
    this.others = memory.allocate(LARGEST_BLOCK_ROWS * 4);
    this.codes = memory.allocate(LARGEST_BLOCK_ROWS * 4);
    this.text = memory.allocate(64);
    this.statistics = memory.allocate(STATISTICS_BYTES);
    this.tables = memory.allocate(ENTRY_TABLES_BYTES);
    memory.uint8.set(entryTables(), this.tables);
  }
}

/**
 * Collects the cells of one column. Plain decimals are held as numbers, other texts by their code in a dictionary, so no
 * string is made while reading. Once many cells are no plain decimals, all of them move into the dictionary. What the
 * column is gets decided at the end, from all of its cells.
 */
export class ColumnCollector {
  /** Cells collected. */
  rows = 0;
  private readonly blocks: Block[] = [];
  private dictionary: TextDictionary | null = null;
  private holdsTexts = false;
  private otherRows = new Uint32Array(0);
  private otherCodes = new Uint32Array(0);
  private others = 0;
  /** Whether the dictionary's entries are numbered in order of first appearance. */
  private inOrder = true;

  constructor(private readonly scratch: CollectorScratch) {}

  /** Adds one cell of each of `rows` rows, `stride` bytes apart (see `CsvKernels`). */
  add(cells: number, stride: number, rows: number): void {
    for (let done = 0; done < rows;) {
      const block = this.openBlock();
      const count = Math.min(rows - done, block.capacity - block.rows);
      const from = cells + done * stride;
      if (this.holdsTexts) this.ownDictionary().code(from, stride, 0, count, block.codes + block.rows * 4);
      else this.addNumbers(block, from, stride, count);
      block.rows += count;
      this.rows += count;
      done += count;
    }
    if (!this.holdsTexts && this.others >= TEXTS_MIN_OTHERS && this.others > this.rows * TEXTS_SHARE) this.holdTexts();
  }

  /** Adds empty cells until the column has `rows` of them. */
  padTo(rows: number): void {
    const { memory } = this.scratch.space;
    while (this.rows < rows) {
      const block = this.openBlock();
      const count = Math.min(rows - this.rows, block.capacity - block.rows);
      if (this.holdsTexts) {
        memory.int32.fill(MISSING_CODE, (block.codes >>> 2) + block.rows, (block.codes >>> 2) + block.rows + count);
      } else {
        memory.float64.fill(NaN, (block.values >>> 3) + block.rows, (block.values >>> 3) + block.rows + count);
        memory.uint8.fill(0, block.decimals + block.rows, block.decimals + block.rows + count);
      }
      block.rows += count;
      this.rows += count;
    }
  }

  private holdTexts(): void {
    if (this.holdsTexts) return;
    this.inOrder = this.others === 0;
    const { space, text } = this.scratch;
    const { memory } = space;
    const dictionary = this.ownDictionary();
    for (const block of this.blocks) {
      block.codes = memory.allocate(block.capacity * 4);
      dictionary.codeNumbers(block.values, block.decimals, block.rows, block.codes, text);
      memory.release(block.values, block.capacity * 8);
      memory.release(block.decimals, block.capacity);
    }
    let before = 0;
    let other = 0;
    for (const block of this.blocks) {
      for (; other < this.others && this.otherRows[other]! < before + block.rows; other++) {
        memory.int32[(block.codes >>> 2) + this.otherRows[other]! - before] = this.otherCodes[other]!;
      }
      before += block.rows;
    }
    this.otherRows = this.otherCodes = new Uint32Array(0);
    this.others = 0;
    this.holdsTexts = true;
  }

  /** What has been collected of the first `rows` rows, as plain data. */
  collect(rows: number): CollectedColumn {
    return this.holdsTexts ? this.collectTexts(rows) : this.collectNumbers(rows);
  }

  /** The text of a cell, "" for an empty one. For a few cells: it is not quick. */
  text(row: number): string {
    const { memory } = this.scratch.space;
    let before = 0;
    for (const block of this.blocks) {
      const at = row - before;
      before += block.rows;
      if (at >= block.rows) continue;
      if (this.holdsTexts) return this.ownDictionary().text(memory.int32[(block.codes >>> 2) + at]!);
      const value = memory.float64[(block.values >>> 3) + at]!;
      if (!Number.isNaN(value)) return value.toFixed(memory.uint8[block.decimals + at]);
      break;
    }
    const other = lowerBound(this.otherRows.subarray(0, this.others), row);
    return this.otherRows[other] === row && other < this.others ? this.ownDictionary().text(this.otherCodes[other]!) : '';
  }

  /** Gives all memory back. The collector is of no use afterwards. */
  release(): void {
    const { memory } = this.scratch.space;
    for (const block of this.blocks) {
      if (this.holdsTexts) memory.release(block.codes, block.capacity * 4);
      else {
        memory.release(block.values, block.capacity * 8);
        memory.release(block.decimals, block.capacity);
      }
    }
    this.dictionary?.release();
    this.blocks.length = 0;
    this.dictionary = null;
  }

  private addNumbers(block: Block, cells: number, stride: number, count: number): void {
    const { space, others, codes } = this.scratch;
    const { kernels, memory } = space;
    const values = block.values + block.rows * 8;
    const found = kernels.numbers(cells, stride, count, values, block.decimals + block.rows, others);
    if (found === 0) return;
    this.ownDictionary().code(cells, stride, others, found, codes);
    this.otherRows = withRoom(this.otherRows, this.others + found);
    this.otherCodes = withRoom(this.otherCodes, this.others + found);
    for (let other = 0; other < found; other++) {
      this.otherRows[this.others] = this.rows + memory.uint32[(others >>> 2) + other]!;
      this.otherCodes[this.others++] = memory.uint32[(codes >>> 2) + other]!;
    }
  }

  private openBlock(): Block {
    const last = this.blocks.at(-1);
    if (last !== undefined && last.rows < last.capacity) return last;
    const { memory } = this.scratch.space;
    const capacity = Math.min(LARGEST_BLOCK_ROWS, last === undefined ? FIRST_BLOCK_ROWS : last.capacity * 2);
    const block = { capacity, rows: 0, values: 0, decimals: 0, codes: 0 };
    if (this.holdsTexts) block.codes = memory.allocate(capacity * 4);
    else {
      block.values = memory.allocate(capacity * 8);
      block.decimals = memory.allocate(capacity);
    }
    this.blocks.push(block);
    return block;
  }

  private ownDictionary(): TextDictionary {
    return (this.dictionary ??= new TextDictionary(this.scratch.space));
  }

  private collectNumbers(rows: number): CollectedNumbers {
    const { kernels, memory } = this.scratch.space;
    const { statistics } = this.scratch;
    const totals = statistics >>> 3;
    memory.float64.fill(0, totals, totals + Object.keys(StatisticsField).length);
    memory.float64[totals + StatisticsField.min] = Infinity;
    memory.float64[totals + StatisticsField.max] = -Infinity;
    const values = new Float64Array(rows);
    const decimals = new Uint8Array(rows);
    let at = 0;
    for (const block of this.blocks) {
      const count = Math.min(block.rows, rows - at);
      kernels.measure(block.values, block.decimals, count, statistics);
      values.set(memory.float64.subarray(block.values >>> 3, (block.values >>> 3) + count), at);
      decimals.set(memory.uint8.subarray(block.decimals, block.decimals + count), at);
      at += count;
    }
    let others = this.others;
    while (others > 0 && this.otherRows[others - 1]! >= rows) others--;
    const codes = this.otherCodes.slice(0, others);
    const field = (name: keyof typeof StatisticsField) => memory.float64[totals + StatisticsField[name]]!;
    return {
      ...this.describe((counts) => {
        for (const code of codes) memory.uint32[(counts >>> 2) + code]!++;
      }),
      cells: rows,
      emptyCells: rows - others - field('count'),
      plain: {
        values,
        decimals,
        count: field('count'),
        integers: field('integers'),
        groupLike: field('groupLike'),
        padded: field('padded'),
        min: field('min'),
        max: field('max'),
      },
      others: { rows: this.otherRows.slice(0, others), codes },
    };
  }

  /** As {@link collect}, with all cells in the dictionary. */
  collectTexts(rows: number): CollectedTexts {
    this.holdTexts();
    const { space } = this.scratch;
    const blocks: CodeBlock[] = [];
    for (let at = 0; at < rows; at += blocks.at(-1)!.rows) {
      const block = this.blocks[blocks.length]!;
      blocks.push({ codes: block.codes, rows: Math.min(block.rows, rows - at) });
    }
    let filled = 0;
    const described = this.describe((counts) => {
      for (const { codes, rows } of blocks) filled += space.kernels.countCodes(codes, rows, counts);
    });
    const codes = new CollectedCodes(space, blocks, described, this.inOrder);
    return { ...described, cells: rows, emptyCells: rows - filled, plain: null, codes };
  }

  /** The dictionary's entries and what is known of them. `count` adds up the cells per entry, uint32. */
  private describe(count: (counts: number) => void) {
    if (this.dictionary === null) return nothing;
    const { memory } = this.scratch.space;
    const { size } = this.dictionary;
    const bytes = Math.max(1, size) * 4;
    const address = memory.allocate(bytes);
    memory.uint32.fill(0, address >>> 2, (address >>> 2) + size);
    count(address);
    const survey = this.dictionary.survey(address, this.scratch.tables);
    const counts = memory.uint32.slice(address >>> 2, (address >>> 2) + size);
    memory.release(address, bytes);
    return { dictionary: this.dictionary.entries(), counts, survey };
  }
}

const nothing = {
  dictionary: emptyDictionary,
  counts: new Uint32Array(0),
  survey: { entries: new Uint32Array(0), values: new Float64Array(0), forms: new Uint8Array(0), characters: 0 },
};

function withRoom(list: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  if (needed <= list.length) return list;
  const larger = new Uint32Array(Math.max(needed, list.length * 2));
  larger.set(list);
  return larger;
}
