import { outOfMemory } from '../kernels/kernel-memory.js';
import { TextDictionary } from '../kernels/text-dictionary.js';
import { emptyDictionary } from '../table/dictionary.js';
import { lowerBound } from '../table/lower-bound.js';
import { numberRange, RangeCount } from '../table/number-range.js';
import { MISSING_CODE } from '../table/types.js';
import { CollectedCodes } from './collected-codes.js';
import type { CollectedColumn, CollectedNumbers, CollectedTexts } from './collected-column.js';
import type { CollectorScratch } from './collector-scratch.js';
import { BLOCK_ROWS, CODE_SHARE, TEXTS_MIN_OTHERS, TEXTS_SHARE } from './heuristics.js';
import { DecimalStatistics } from './decimal-statistics.js';

/**
 * Collects the cells of one column. Plain decimals are held as numbers, other texts by their code in a dictionary, so no
 * string is made while reading. Once many cells are no plain decimals, all of them move into the dictionary. What the
 * column is gets decided at the end, from all of its cells.
 */
export class ColumnCollector {
  /** Cells collected. */
  rows = 0;
  /** While the column holds numbers. */
  private values = new Float64Array(0);
  /** Without any as long as all numbers are whole. */
  private decimals = new Uint8Array(0);
  /** Once it holds texts. */
  private codes = new Int32Array(0);
  private holdsTexts = false;
  private readonly statistics: DecimalStatistics;
  /** Of the plain decimals; null once rows have been dropped. */
  private range: RangeCount | null;
  private dictionary: TextDictionary | null = null;
  /** Whether the dictionary's entries are numbered in order of first appearance. */
  private inOrder = true;
  private otherRows = new Uint32Array(0);
  private otherCodes = new Uint32Array(0);
  private others = 0;

  constructor(private readonly scratch: CollectorScratch) {
    this.statistics = new DecimalStatistics(scratch.space);
    this.range = new RangeCount(scratch.space);
  }

  /** Adds one cell of each of `rows` rows, `stride` bytes apart (see `Kernels`). */
  add(cells: number, stride: number, rows: number): void {
    for (let done = 0; done < rows; done += BLOCK_ROWS) {
      const count = Math.min(rows - done, BLOCK_ROWS);
      if (this.holdsTexts) this.addTexts(cells + done * stride, stride, count);
      else this.addNumbers(cells + done * stride, stride, count);
      this.rows += count;
    }
    if (!this.holdsTexts && areMostlyTexts(this.others, this.rows)) this.holdTexts();
  }

  /** Adds empty cells until the column has `rows` of them. */
  padTo(rows: number): void {
    if (rows <= this.rows) return;
    this.reserve(rows);
    if (this.holdsTexts) this.codes.fill(MISSING_CODE, this.rows, rows);
    else this.values.fill(NaN, this.rows, rows);
    this.rows = rows;
  }

  /** What has been collected of the first `rows` rows; the others are dropped. */
  collect(rows: number): CollectedColumn {
    if (this.holdsTexts) return this.collectTexts(rows);
    this.cut(rows);
    return this.collectNumbers();
  }

  /** As {@link collect}, with all cells in the dictionary. */
  collectTexts(rows: number): CollectedTexts {
    this.cut(rows);
    this.holdTexts();
    const codes = this.codes.subarray(0, rows);
    const described = this.describe();
    const filled = described.survey.totals.cells;
    const collected = new CollectedCodes(this.scratch, codes, { ...described, filled }, this.inOrder);
    return { ...described, cells: rows, emptyCells: rows - filled, plain: null, codes: collected };
  }

  /** The text of a cell, "" for an empty one. For a few cells: it is not quick. */
  text(row: number): string {
    if (this.holdsTexts) return this.ownDictionary().text(this.codes[row]!);
    const value = this.values[row]!;
    if (!Number.isNaN(value)) return value.toFixed(this.decimals[row] ?? 0);
    const other = lowerBound(this.otherRows.subarray(0, this.others), row);
    return this.otherRows[other] === row && other < this.others ? this.ownDictionary().text(this.otherCodes[other]!) : '';
  }

  /** Gives all kernel memory back. The collector is of no use afterwards. */
  release(): void {
    this.statistics.release();
    this.dropRange();
    this.dictionary?.release();
    this.dictionary = null;
  }

  private addTexts(cells: number, stride: number, count: number): void {
    const { scratch, rows } = this;
    const { space, codes } = scratch;
    this.reserve(rows + count);
    const dictionary = this.ownDictionary();
    const leader = scratch.leaderOf(rows, count);
    if (leader === null) dictionary.code(cells, stride, 0, count, codes);
    else dictionary.codeBehind(leader, cells, stride, count, codes);
    this.codes.set(space.memory.int32.subarray(codes >>> 2, (codes >>> 2) + count), rows);
    scratch.lead(dictionary, rows, count);
  }

  private addNumbers(cells: number, stride: number, count: number): void {
    const { space, values, decimals, others, codes } = this.scratch;
    const { kernels, memory } = space;
    const found = kernels.numbers(cells, stride, count, values, decimals, others, this.statistics.address);
    if (this.rows === 0 && (areMostlyTexts(found, count) || this.areCodes(cells, stride, found, count))) {
      this.holdsTexts = true;
      this.addTexts(cells, stride, count);
      return;
    }
    this.range?.add(values, count);
    this.reserve(this.rows + count);
    this.values.set(memory.float64.subarray(values >>> 3, (values >>> 3) + count), this.rows);
    if (this.decimals.length > 0) this.decimals.set(memory.uint8.subarray(decimals, decimals + count), this.rows);
    if (found === 0) return;
    this.ownDictionary().code(cells, stride, others, found, codes);
    this.otherRows = withRoom(this.otherRows, this.others + found);
    this.otherCodes = withRoom(this.otherCodes, this.others + found);
    for (let other = 0; other < found; other++) {
      this.otherRows[this.others] = this.rows + memory.uint32[(others >>> 2) + other]!;
      this.otherCodes[this.others++] = memory.uint32[(codes >>> 2) + other]!;
    }
  }

  /**
   * Whether enough of a column's first cells, of which so many are no plain decimals, are codes for it to be text in the end: then it is better held so
   * from the start.
   */
  private areCodes(cells: number, stride: number, found: number, count: number): boolean {
    if (found === 0) return false;
    const { others, codes } = this.scratch;
    const dictionary = this.ownDictionary();
    dictionary.code(cells, stride, others, found, codes);
    const survey = dictionary.survey(this.scratch.tables);
    dictionary.release();
    this.dictionary = null;
    return survey.totals.prefixedCodes > count * CODE_SHARE;
  }

  /** Moves all cells into the dictionary. */
  private holdTexts(): void {
    if (this.holdsTexts) return;
    const { space, values, decimals, codes, text } = this.scratch;
    const { memory } = space;
    const dictionary = this.ownDictionary();
    const others = dictionary.size;
    this.codes = new Int32Array(this.values.length);
    for (let row = 0; row < this.rows; row += BLOCK_ROWS) {
      const end = Math.min(row + BLOCK_ROWS, this.rows);
      memory.float64.set(this.values.subarray(row, end), values >>> 3);
      if (this.decimals.length > 0) memory.uint8.set(this.decimals.subarray(row, end), decimals);
      else memory.uint8.fill(0, decimals, decimals + end - row);
      dictionary.codeNumbers(values, decimals, end - row, codes, text);
      this.codes.set(memory.int32.subarray(codes >>> 2, (codes >>> 2) + end - row), row);
    }
    for (let other = 0; other < this.others; other++) this.codes[this.otherRows[other]!] = this.otherCodes[other]!;
    // Numbers come behind the texts that stood among them.
    this.inOrder = others === 0 || dictionary.size === others;
    this.values = new Float64Array(0);
    this.decimals = new Uint8Array(0);
    this.otherRows = this.otherCodes = new Uint32Array(0);
    this.others = 0;
    this.holdsTexts = true;
  }

  /** Makes room for so many rows, and for their decimals once there are any: memory that is not used yet costs nothing. */
  private reserve(rows: number): void {
    const held = this.holdsTexts ? this.codes.length : this.values.length;
    const capacity = rows <= held ? held : Math.max(rows, held === 0 ? this.scratch.expectedRows : held * 2);
    const hasDecimals = this.decimals.length > 0 || !this.statistics.areWhole;
    try {
      if (this.holdsTexts) {
        if (capacity > held) this.codes = enlarged(this.codes, new Int32Array(capacity));
        return;
      }
      if (capacity > held) this.values = enlarged(this.values, new Float64Array(capacity));
      if (hasDecimals && capacity > this.decimals.length) this.decimals = enlarged(this.decimals, new Uint8Array(capacity));
    } catch (error) {
      throw outOfMemory(held * 8, error);
    }
  }

  private ownDictionary(): TextDictionary {
    return (this.dictionary ??= new TextDictionary(this.scratch.space, this.scratch.expectedRows));
  }

  /** Drops the rows behind the first `rows`. */
  private cut(rows: number): void {
    if (rows >= this.rows) return;
    if (this.holdsTexts) {
      this.dictionary?.discount(this.codes.subarray(rows, this.rows));
    } else {
      this.statistics.recount(this.values.subarray(0, rows), this.decimals.subarray(0, rows));
      this.dropRange();
      const others = lowerBound(this.otherRows.subarray(0, this.others), rows);
      this.dictionary?.discount(this.otherCodes.subarray(others, this.others));
      this.others = others;
    }
    this.rows = rows;
  }

  private dropRange(): void {
    this.range?.release();
    this.range = null;
  }

  private collectNumbers(): CollectedNumbers {
    const { rows, others } = this;
    const values = this.values.subarray(0, rows);
    const decimals = this.decimals.subarray(0, rows);
    const statistics = this.statistics.read();
    return {
      ...this.describe(),
      cells: rows,
      emptyCells: rows - others - statistics.count,
      plain: { values, decimals, ...statistics, range: this.range?.range(rows) ?? numberRange(values) },
      others: { rows: this.otherRows.slice(0, others), codes: this.otherCodes.slice(0, others) },
    };
  }

  /** The dictionary's entries and what is known of them. */
  private describe() {
    const { dictionary } = this;
    if (dictionary === null) return nothing;
    const survey = dictionary.survey(this.scratch.tables);
    return { dictionary: dictionary.entries(), counts: dictionary.counts(), survey };
  }
}

/** Whether cells are held as texts of which so many are no plain decimals. */
function areMostlyTexts(others: number, cells: number): boolean {
  return others >= TEXTS_MIN_OTHERS && others > cells * TEXTS_SHARE;
}

const nothing = {
  dictionary: emptyDictionary,
  counts: new Uint32Array(0),
  survey: {
    open: new Uint32Array(0),
    forms: new Uint8Array(0),
    values: new Float64Array(0),
    totals: {
      characters: 0,
      wholes: 0,
      thousands: 0,
      decimals: 0,
      times: 0,
      min: Infinity,
      max: -Infinity,
      read: 0,
      prefixedCodes: 0,
      cells: 0,
    },
  },
};

function enlarged<List extends Float64Array | Int32Array | Uint32Array | Uint8Array>(list: List, larger: List): List {
  larger.set(list);
  return larger;
}

function withRoom(list: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  return needed <= list.length ? list : enlarged(list, new Uint32Array(Math.max(needed, list.length * 2)));
}
