import { cellTexts } from '../../kernels/cell-texts.js';
import { CELLS_SLACK, NOTE_BYTES, TEXT_SLACK } from '../../kernels/kernels.js';
import { openKernels } from '../../kernels/open-kernels.js';
import type { KernelSpace } from '../../kernels/open-kernels.js';
import { ScanState } from '../../kernels/scan-state.js';
import type { CsvDialect } from '../../table/types.js';

const LINE_FEED = 0x0a;
const FIRST_WIDTH = 256;
const noLimits = { maxColumns: Infinity, maxCellBytes: Infinity, maxRowBytes: Infinity };

/** How cells are set apart and quoted: a dialect without its layout. */
export type Separators = Pick<CsvDialect, 'delimiter' | 'quote' | 'escape'>;

/** A row of the head. Blank lines are none. */
export interface HeadRow {
  /** Cells in it. */
  readonly count: number;
  /** Byte offset of its first byte. */
  readonly start: number;
  /** 1-based line it begins on. */
  readonly line: number;
}

/** The head of a file split in one way. */
export interface SplitHead {
  /** Cells in each row. */
  readonly counts: Int32Array;
  /** The rows themselves: made when they are asked for, since most ways to split are given up before. */
  readonly rows: () => readonly HeadRow[];
  /** Byte offset behind them and the blank lines that follow, and the 1-based line there. */
  readonly end: number;
  readonly nextLine: number;
  /** Cells with text behind their closing quote. */
  readonly repaired: number;
  /** Whether a quote is open at the end. */
  readonly open: boolean;
}

/** Splits the head of a file in different ways, by the kernels that will read it. */
export class HeadSplitter {
  private readonly input: number;
  private readonly state: ScanState;
  private readonly length: number;
  /** Bytes of the input that may not be the head's any more: cells are unescaped where they stand. */
  private changed: number;
  /** What has been split already, by the way. */
  private readonly splits = new Map<string, SplitHead>();

  /**
   * @param whole true when the head is all there is: otherwise its last row is cut, and left out
   * @param space no one else's while the splitter is in use
   */
  constructor(
    private readonly head: Uint8Array,
    private readonly whole: boolean,
    private readonly space: KernelSpace = openKernels(),
  ) {
    const { memory } = space;
    this.length = head.length + Number(whole);
    this.input = memory.allocate(this.length + TEXT_SLACK);
    this.changed = this.length;
    this.state = new ScanState(memory);
  }

  /** The first rows, at most `limit`. */
  split(separators: Separators, limit: number): SplitHead {
    const { delimiter, quote, escape } = separators;
    const way = [delimiter, quote, escape, limit].join('\0');
    let split = this.splits.get(way);
    if (split === undefined) this.splits.set(way, (split = this.splitAnew(separators, limit)));
    return split;
  }

  /** The texts of rows that {@link split} has given. */
  texts(separators: Separators, rows: readonly HeadRow[]): string[][] {
    const { memory } = this.space;
    const width = Math.max(FIRST_WIDTH, ...rows.map(({ count }) => count));
    const cells = memory.allocate(width * 8 + CELLS_SLACK);
    const note = memory.allocate(NOTE_BYTES);
    this.prepare(separators, width, 1);
    const texts = rows.map(({ start, count }) => {
      this.scan(start, cells, note);
      // Blanks in quotes alone are a row of one cell, but none of several: then nothing is written.
      return this.state.get('rows') === 0 ? new Array<string>(count).fill('') : cellTexts(memory, cells, count);
    });
    memory.release(cells, width * 8 + CELLS_SLACK);
    memory.release(note, NOTE_BYTES);
    return texts;
  }

  private splitAnew(separators: Separators, limit: number): SplitHead {
    const { memory } = this.space;
    const starts = memory.allocate(limit * 4);
    const notes = memory.allocate(limit * NOTE_BYTES);
    this.prepare(separators, 0, limit);
    this.scan(0, starts, notes);
    const { int32, uint32 } = memory;
    const size = this.state.get('rows');
    const counts = new Int32Array(size);
    const lines = new Int32Array(size);
    for (let row = 0, note = notes >>> 2; row < size; row++, note += NOTE_BYTES / 4) {
      counts[row] = int32[note + 1]!;
      lines[row] = int32[note + 2]!;
    }
    const offsets = uint32.slice(starts >>> 2, (starts >>> 2) + size);
    let rows: HeadRow[] | undefined;
    memory.release(starts, limit * 4);
    memory.release(notes, limit * NOTE_BYTES);
    const { state } = this;
    return {
      counts,
      rows: () => (rows ??= Array.from(counts, (count, row) => ({ count, start: offsets[row]!, line: lines[row]! }))),
      end: Math.min(state.get('consumed'), this.head.length),
      nextLine: state.get('line'),
      repaired: state.get('repaired'),
      open: state.get('openQuote') >= 0,
    };
  }

  private prepare(separators: Separators, width: number, maxRows: number): void {
    const { memory } = this.space;
    memory.uint8.set(this.head.subarray(0, this.changed), this.input);
    // The last row may lack its line end.
    if (this.whole) memory.uint8[this.input + this.head.length] = LINE_FEED;
    this.changed = 0;
    this.state.begin(separators, { ...noLimits, width, maxRows, line: 1 });
  }

  private scan(start: number, cells: number, notes: number): void {
    this.space.kernels.scan(this.input + start, this.length - start, cells, notes, this.state.address);
    this.changed = Math.max(this.changed, start + this.state.get('consumed'));
  }
}
