import { cellTexts } from '../../kernels/cell-texts.js';
import { NOTE_BYTES, TEXT_SLACK } from '../../kernels/csv-kernels.js';
import { openKernels } from '../../kernels/open-kernels.js';
import type { KernelSpace } from '../../kernels/open-kernels.js';
import { ScanState } from '../../kernels/scan-state.js';
import type { CsvDialect } from '../../table/types.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const FIRST_WIDTH = 256;
const noLimits = { maxColumns: Infinity, maxCellBytes: Infinity, maxRowBytes: Infinity };

/** How cells are set apart and quoted: a dialect without its layout. */
export type Separators = Pick<CsvDialect, 'delimiter' | 'quote' | 'escape'>;

/** A row of the head. Blank lines are none. */
export interface HeadRow {
  /** Cells in it. */
  readonly count: number;
  /** Byte offsets of its first byte, and of the one behind its line end. */
  readonly start: number;
  readonly end: number;
  /** 1-based line it begins on, and the one behind it. */
  readonly line: number;
  readonly nextLine: number;
}

/** The head of a file split in one way. */
export interface SplitHead {
  readonly rows: readonly HeadRow[];
  /** Cells with text behind their closing quote. */
  readonly repaired: number;
  /** Whether a quote is open at the end. */
  readonly open: boolean;
}

/** Splits the head of a file in different ways, by the kernels that will read it. */
export class HeadSplitter {
  private readonly input: number;
  private readonly notes: number;
  private readonly state: ScanState;
  private readonly length: number;

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
    this.notes = memory.allocate(NOTE_BYTES);
    this.state = new ScanState(memory);
  }

  /** The first rows, at most `limit`. */
  split(separators: Separators, limit: number): SplitHead {
    const rows: HeadRow[] = [];
    const cells = this.prepare(separators, 1);
    let start = 0;
    while (rows.length < limit && start < this.length) {
      const line = this.state.get('line');
      this.scan(start, cells);
      const consumed = this.state.get('consumed');
      if (this.state.get('rows') === 0) {
        if (consumed === 0) break;
      } else {
        const count = this.state.get('notes') === 0 ? 1 : this.noted();
        const end = Math.min(start + consumed, this.head.length);
        rows.push({ count, end, ...this.rowStart(start, line), nextLine: this.state.get('line') });
      }
      start += consumed;
    }
    this.release(cells, 1);
    return { rows, repaired: this.state.get('repaired'), open: this.state.get('openQuote') >= 0 };
  }

  /** The texts of rows that {@link split} has given. */
  texts(separators: Separators, rows: readonly HeadRow[]): string[][] {
    const { memory } = this.space;
    const width = Math.max(FIRST_WIDTH, ...rows.map(({ count }) => count));
    const cells = this.prepare(separators, width);
    const texts = rows.map(({ start, count }) => {
      this.scan(start, cells);
      return cellTexts(memory, cells, count);
    });
    this.release(cells, width);
    return texts;
  }

  /** Blank lines before a row belong to no row: where it begins itself. */
  private rowStart(from: number, fromLine: number): Pick<HeadRow, 'start' | 'line'> {
    let start = from;
    let line = fromLine;
    for (; start < this.head.length && (this.head[start] === LINE_FEED || this.head[start] === CARRIAGE_RETURN); start++) {
      if (this.head[start] === LINE_FEED || this.head[start + 1] !== LINE_FEED) line++;
    }
    return { start, line };
  }

  private prepare(separators: Separators, width: number): number {
    const { memory } = this.space;
    memory.uint8.set(this.head, this.input);
    // The last row may lack its line end.
    if (this.whole) memory.uint8[this.input + this.head.length] = LINE_FEED;
    this.state.begin(separators, { ...noLimits, width, maxRows: 1, line: 1 });
    return memory.allocate(width * 8);
  }

  private scan(start: number, cells: number): void {
    this.space.kernels.scan(this.input + start, this.length - start, cells, this.notes, this.state.address);
  }

  private noted(): number {
    return this.space.memory.int32[(this.notes >>> 2) + 1]!;
  }

  private release(cells: number, width: number): void {
    this.space.memory.release(cells, width * 8);
  }
}
